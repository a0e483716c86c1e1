import { statfsSync } from "node:fs";
import { INSTANCES_FOLDER, networkFileSystemName, parseFileName } from "@org/log-core";
import { nameSome, type Finding } from "./finding.ts";
import type { FolderTree } from "./folder-tree.ts";

/** Whether several hosts may be writing one file, which only a local file system survives. */
export function checkFileSystem(
  dir: string,
  tree: FolderTree,
  type: number = statfsSync(dir).type,
): Finding {
  const name = networkFileSystemName(type);
  if (name === undefined) {
    return { check: "file system", status: "ok", summary: "it is local, so bots may share files" };
  }
  const shared = tree.days.flatMap(({ root, items }) =>
    items.filter((item) => {
      const file = parseFileName(root, item.name);
      return file !== undefined && file.instance === undefined;
    }),
  );
  if (shared.length === 0) {
    const summary = `it is on ${name}, and every writer has an instance of its own`;
    return { check: "file system", status: "ok", summary, details: { type: name } };
  }
  return {
    check: "file system",
    status: "attention",
    summary: `it is on ${name}, where bots on two hosts overwrite each other's lines, and files have no instance: ${nameSome(shared.map(({ path }) => path))}`,
    remedy: `give every bot a name of its own (instance, or LOG_INSTANCE), or use a local disk; names so far are in ${INSTANCES_FOLDER}/`,
    details: { type: name, files: shared.length },
  };
}
