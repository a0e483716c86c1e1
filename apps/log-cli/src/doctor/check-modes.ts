import type { FolderTree, TreeItem } from "./folder-tree.ts";
import { nameSome, type Finding } from "./finding.ts";

const FOR_OTHERS = 0o007;

/** Whether users whom the logs do not concern could read them. */
export function checkModes(dir: string, tree: FolderTree, top: TreeItem["stats"]): Finding {
  const inside = [...tree.top, ...tree.days, ...tree.days.flatMap(({ items }) => items)];
  const open = inside.filter(
    ({ stats }) => !stats.isSymbolicLink() && (stats.mode & FOR_OTHERS) !== 0,
  );
  const owners = new Set([top, ...inside.map(({ stats }) => stats)].map(({ uid }) => uid));
  // Who cannot enter the folder cannot reach what is inside it.
  if ((top.mode & FOR_OTHERS) === 0 || (open.length === 0 && owners.size === 1)) {
    const access = (top.mode & 0o070) === 0 ? "its owner" : "its owner and group";
    return { check: "modes", status: "ok", summary: `only ${access} can read it` };
  }
  return {
    check: "modes",
    status: "attention",
    summary: `every user of this machine can get at the logs: ${dir} has mode ${octal(top)}`,
    remedy:
      open.length === 0
        ? "take that away from others: chmod o-rwx on the folder"
        : `take that away from others: chmod -R o-rwx on the folder; it holds ${nameSome(open.map(({ path, stats }) => `${path} (${octal(stats)})`))}`,
    details: { mode: octal(top), open: open.length, owners: [...owners] },
  };
}

function octal({ mode }: TreeItem["stats"]): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}
