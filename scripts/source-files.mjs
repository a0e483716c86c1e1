import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders that hold nothing of ours: installed, built or written at run time. */
const NOT_OURS = new Set([".git", ".turbo", "bundle", "coverage", "dist", "logs", "node_modules"]);

/**
 * Lists the files under a folder, as paths from `root` with `/`, sorted.
 *
 * @param {string} root Folder the paths count from.
 * @param {string} folder Folder to look in, from `root`; `""` for all. A missing one has no files.
 * @param {RegExp} name What the path must match.
 * @returns {string[]}
 */
export function sourceFiles(root, folder, name) {
  /** @type {import("node:fs").Dirent[]} */
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return [];
    throw error;
  }
  const files = entries.flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isOurs(entry.name) ? sourceFiles(root, path, name) : [];
    return entry.isFile() && name.test(path) ? [path] : [];
  });
  return files.toSorted();
}

/**
 * Benchmarks bundle the command for themselves, each into a folder of its own: `bundle-startup`.
 *
 * @param {string} folder
 */
function isOurs(folder) {
  return !NOT_OURS.has(folder) && !folder.startsWith("bundle-");
}
