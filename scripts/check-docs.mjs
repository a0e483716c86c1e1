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
 * Checks that the pages are there, that every relative link in them leads somewhere (to a heading too),
 * and that ARCHITECTURE.md stays short.
 *
 * @param {string} root
 * @returns {{ seen: string, problems: string[] }}
 */
export function checkDocs(root) {
  const pages = sourceFiles(root, "", /\.md$/);
  const links = pages.flatMap((page) => relativeLinks(root, page));
  return {
    seen: `${links.length} links in ${pages.length} pages`,
    problems: [
      ...PAGES.filter((page) => !pages.includes(page)).map((page) => `${page}: not there`),
      ...(links.length === 0 ? ["no relative link was seen"] : []),
      ...links.flatMap((link) => linkProblems(root, link)),
      ...architectureProblems(root),
    ],
  };
}

/**
 * @param {string} root
 * @param {string} page
 * @returns {{ page: string, target: string }[]}
 */
function relativeLinks(root, page) {
  const text = withoutCode(readFileSync(join(root, page), "utf8"));
  const inline = text.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g);
  const reference = text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm);
  return [...inline, ...reference]
    .map(([, target]) => ({ page, target: decodeURI(target ?? "") }))
    .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

/**
 * @param {string} root
 * @param {{ page: string, target: string }} link
 * @returns {string[]}
 */
function linkProblems(root, { page, target }) {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : posix.join(posix.dirname(page), path);
  if (file.startsWith("../")) return [`${page}: ${target} leads out of the repository`];
  if (!existsSync(join(root, file))) return [`${page}: ${target} leads nowhere`];
  if (anchor === undefined || !file.endsWith(".md")) return [];
  const headings = headingAnchors(readFileSync(join(root, file), "utf8"));
  return headings.includes(anchor) ? [] : [`${page}: ${target} names a heading that is not there`];
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
