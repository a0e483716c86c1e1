import { existsSync, readdirSync, type Dirent } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DEFAULT_FOLDER, LOG_ROOTS, SETTINGS_FILE, systemErrorCode } from "@org/log-core";

/** Folders looked into on the way down, at most: the search must not walk a home directory. */
const MAX_FOLDERS = 400;
/** `apps/bot/app/logs` and `code/project/bot/app/logs` are found, what lies deeper is not. */
const MAX_DEPTH = 3;

/**
 * The log folder nearest to a folder: its own, one of the folders above it, or one a few levels below.
 * Looks at names only, and at a bounded number of them.
 */
export function findNearbyFolder(from: string): string | undefined {
  return findAbove(from) ?? findBelow(from);
}

function findAbove(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = [folder, join(folder, "logs"), join(folder, DEFAULT_FOLDER)].find(isLogFolder);
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

/** Level by level, so that the nearest is found first. */
function findBelow(from: string): string | undefined {
  let level = [resolve(from)];
  let left = MAX_FOLDERS;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    level = level.flatMap((folder) => subfolders(folder)).slice(0, left);
    left -= level.length;
    const found = level
      .flatMap((folder) => [join(folder, DEFAULT_FOLDER), join(folder, "logs")])
      .find(isLogFolder);
    if (found !== undefined) return found;
  }
  return undefined;
}

function subfolders(folder: string): string[] {
  return readFolder(folder)
    .filter((entry) => entry.isDirectory() && !/^(?:\.|node_modules$)/.test(entry.name))
    .map(({ name }) => join(folder, name))
    .toSorted();
}

/** What cannot be read is no place to point to. */
const EXPECTED = new Set(["EACCES", "EPERM", "ENOENT", "ENOTDIR", "ELOOP"]);

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (EXPECTED.has(systemErrorCode(error) ?? "")) return [];
    throw error;
  }
}

function isLogFolder(folder: string): boolean {
  return (
    existsSync(join(folder, SETTINGS_FILE)) &&
    LOG_ROOTS.some((root) => existsSync(join(folder, root)))
  );
}
