import { statSync } from "node:fs";
import { join } from "node:path";
import { LOG_ROOTS } from "@org/log-core";
import { nameSome, type Finding } from "./finding.ts";
import type { FolderTree } from "./folder-tree.ts";

/** Whether something else lies where a folder belongs. */
export function checkRoots(dir: string, { top }: FolderTree): Finding[] {
  const wrong = top.flatMap(({ name }) =>
    (LOG_ROOTS as readonly string[]).includes(name) && !isFolder(join(dir, name)) ? [name] : [],
  );
  if (wrong.length === 0) return [];
  return [
    {
      check: "folders",
      status: "attention",
      summary: `not a folder, so nothing can be logged or read there: ${nameSome(wrong)}`,
      remedy: "move it away; bots that run make the folder, and write what waits",
      details: { paths: wrong },
    },
  ];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
