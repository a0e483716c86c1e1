import { join } from "node:path";
import { lstatSync } from "node:fs";
import {
  formatDayFile,
  formatLink,
  GITIGNORE_FILE,
  INSTANCES_FOLDER,
  isAliasFile,
  LOG_ROOTS,
  MASK_KEY_FILE,
  parseFileName,
  parseLinkTarget,
  SETTINGS_FILE,
} from "@org/log-core";
import { formatCount } from "../render/size.ts";
import { nameSome, type Finding } from "./finding.ts";
import { linkTarget, type FolderTree, type TreeItem } from "./folder-tree.ts";

const OWN_NAMES: ReadonlySet<string> = new Set([
  SETTINGS_FILE,
  `${SETTINGS_FILE}.lock`,
  GITIGNORE_FILE,
  INSTANCES_FOLDER,
  MASK_KEY_FILE,
  ...LOG_ROOTS,
]);

/** What is in the folder and belongs to nobody, or stands where a link belongs. */
export function checkFiles(tree: FolderTree): Finding[] {
  const inPlaceOfLink = tree.beside.filter(
    ({ root, name, stats }) => stats.isFile() && parseFileName(root, name) !== undefined,
  );
  const foreign = [
    ...tree.top.filter((item) => !isOwn(item) && !isTemporary(item.name)),
    ...tree.beside.filter((item) => !item.stats.isSymbolicLink() && !inPlaceOfLink.includes(item)),
    ...tree.days.flatMap(({ root, items }) =>
      items.filter(({ name, stats }) => !stats.isFile() || parseFileName(root, name) === undefined),
    ),
  ].map(({ path }) => path);
  return [foreignFinding(foreign), ...linkPlaceFinding(inPlaceOfLink.map(({ path }) => path))];
}

function isOwn({ name, stats }: TreeItem): boolean {
  return OWN_NAMES.has(name) || (isAliasFile(name) && stats.isFile());
}

/** What a writer is just putting in its place: `.layout.json.….tmp`. */
function isTemporary(name: string): boolean {
  return name.startsWith(".") && name.endsWith(".tmp");
}

function foreignFinding(foreign: readonly string[]): Finding {
  if (foreign.length === 0) {
    return { check: "files", status: "ok", summary: "everything in it belongs to the layout" };
  }
  return {
    check: "files",
    status: "attention",
    summary: `${formatCount(foreign.length, "file")} the layout does not know: ${nameSome(foreign)}`,
    remedy: "move them elsewhere: nothing reads them, and cleanup never removes them",
    details: { foreign },
  };
}

function linkPlaceFinding(paths: readonly string[]): Finding[] {
  if (paths.length === 0) return [];
  return [
    {
      check: "files",
      status: "attention",
      summary: `${formatCount(paths.length, "plain file")} where a link belongs: ${nameSome(paths)}`,
      remedy:
        "another program writes there, or a copy followed the links: nothing reads these files; " +
        "move them away, the next entry makes the link",
      details: { paths },
    },
  ];
}

/** Links that lead nowhere, or not to the newest day. */
export function checkLinks(dir: string, tree: FolderTree): Finding {
  const links = tree.beside.filter(({ stats }) => stats.isSymbolicLink());
  const broken = links.filter((link) => {
    const file = parseLinkTarget(link.root, linkTarget(dir, link));
    if (file === undefined || formatLink(file) !== link.path) return true;
    return lstatSync(join(dir, formatDayFile(file)), { throwIfNoEntry: false }) === undefined;
  });
  if (broken.length === 0) {
    const summary =
      links.length === 0
        ? "there are none"
        : `${formatCount(links.length, "link")} to newest days, all of them good`;
    return { check: "links", status: "ok", summary };
  }
  const named = broken.map((link) => `${link.path} -> ${linkTarget(dir, link)}`);
  return {
    check: "links",
    status: "attention",
    summary: `${formatCount(broken.length, "link leading nowhere", "links leading nowhere")}: ${nameSome(named)}`,
    remedy: "remove them (rm): they are for convenience only, and the next entry makes them anew",
    details: { broken: named },
  };
}
