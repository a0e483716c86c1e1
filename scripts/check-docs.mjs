import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { sourceFiles } from "./source-files.mjs";

/** An architecture page longer than this is not read before the first change. */
const MAX_ARCHITECTURE_WORDS = 1200;

/** Pages that must be there: newcomers and other pages count on them. */
const PAGES = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "docs/file-format.md",
];

/**
 * Checks that the pages are there, that every link in them to a file of this repository leads somewhere
 * (to a heading too), that pages of published packages hold none that break outside of it, and that
 * ARCHITECTURE.md stays short.
 *
 * @param {string} root
 * @returns {{ seen: string, problems: string[] }}
 */
export function checkDocs(root) {
  const pages = sourceFiles(root, "", /\.md$/);
  const links = pages.flatMap((page) => ownLinks(root, page));
  const published = publishedFolders(root);
  return {
    seen: `${links.length} links in ${pages.length} pages`,
    problems: [
      ...PAGES.filter((page) => !pages.includes(page)).map((page) => `${page}: not there`),
      ...(links.length === 0 ? ["no relative link was seen"] : []),
      ...links.flatMap((link) => linkProblems(root, link)),
      ...links.flatMap((link) => strayProblems(published, link)),
      ...architectureProblems(root),
    ],
  };
}

/**
 * A link to a file of this repository.
 *
 * @typedef {object} Link
 * @property {string} page Where it stands.
 * @property {string} target As it is written.
 * @property {string} file Where it leads, from the root.
 * @property {string | undefined} anchor The heading it names.
 * @property {boolean} isRelative Whether it is of use only beside the other files.
 */

/**
 * @param {string} root
 * @param {string} page
 * @returns {Link[]} Relative links, and those to the repository's own page on the web.
 */
function ownLinks(root, page) {
  const text = withoutCode(readFileSync(join(root, page), "utf8"));
  const inline = text.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g);
  const reference = text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm);
  const home = repositoryPage(root);
  return [...inline, ...reference].flatMap(([, written]) => {
    const target = decodeURI(written ?? "");
    const isRelative = !/^[a-z][a-z0-9+.-]*:/i.test(target);
    const own = /^\/(?:blob|tree)\/main\/(.*)$/.exec(
      home !== undefined && target.startsWith(home) ? target.slice(home.length) : "",
    );
    if (!isRelative && own === null) return [];
    const [path = "", anchor] = (own?.[1] ?? target).split("#");
    const relative = path === "" ? page : posix.join(posix.dirname(page), path);
    return [{ page, target, file: isRelative ? relative : path, anchor, isRelative }];
  });
}

/**
 * @param {string} root
 * @returns {string | undefined} The page that hosts the repository, by its package.json.
 */
function repositoryPage(root) {
  const path = join(root, "package.json");
  if (!existsSync(path)) return undefined;
  const { repository } = JSON.parse(readFileSync(path, "utf8"));
  return repository?.url?.replace(/^git\+/, "").replace(/\.git$/, "");
}

/**
 * @param {string} root
 * @returns {string[]} Folders of the packages that are published, each with `/` at its end.
 */
function publishedFolders(root) {
  return sourceFiles(root, "", /^[^/]+\/[^/]+\/package\.json$/)
    .filter((path) => JSON.parse(readFileSync(join(root, path), "utf8")).private !== true)
    .map((path) => path.slice(0, -"package.json".length));
}

/**
 * @param {string} root
 * @param {Link} link
 * @returns {string[]}
 */
function linkProblems(root, { page, target, file, anchor }) {
  if (file.startsWith("../")) return [`${page}: ${target} leads out of the repository`];
  if (!existsSync(join(root, file))) return [`${page}: ${target} leads nowhere`];
  // The page that a host shows of a folder begins with an anchor of the host's own.
  if (anchor === undefined || !file.endsWith(".md")) return [];
  const headings = headingAnchors(readFileSync(join(root, file), "utf8"));
  return headings.includes(anchor) ? [] : [`${page}: ${target} names a heading that is not there`];
}

/**
 * A page that is published with a package is read where the rest of the repository is not.
 *
 * @param {readonly string[]} published
 * @param {Link} link
 * @returns {string[]}
 */
function strayProblems(published, { page, target, file, isRelative }) {
  const folder = published.find((one) => page.startsWith(one));
  if (folder === undefined || !isRelative || file.startsWith(folder)) return [];
  return [`${page}: ${target} leads out of its package: write the address on the web`];
}

/**
 * @param {string} text
 * @returns {string[]} Anchors as the usual Markdown hosts make them.
 */
function headingAnchors(text) {
  /** @type {Map<string, number>} */
  const times = new Map();
  return [...text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(
    ([, heading = ""]) => {
      const anchor = heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(/\s/g, "-");
      const before = times.get(anchor) ?? 0;
      times.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${before}`;
    },
  );
}

/** @param {string} text */
function withoutCode(text) {
  return text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, "").replaceAll(/`[^`\n]*`/g, "");
}

/**
 * @param {string} root
 * @returns {string[]}
 */
function architectureProblems(root) {
  const path = join(root, "ARCHITECTURE.md");
  if (!existsSync(path)) return [];
  const words = readFileSync(path, "utf8").split(/\s+/).filter(Boolean).length;
  return words < MAX_ARCHITECTURE_WORDS
    ? []
    : [`ARCHITECTURE.md: ${words} words, must stay under ${MAX_ARCHITECTURE_WORDS}`];
}
