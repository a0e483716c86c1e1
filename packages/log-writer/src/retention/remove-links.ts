import { lstatSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseLinkTarget, systemErrorCode, type CalendarDay, type LogRoot } from "@org/log-core";
import { linkNewest, readLink } from "../folder/newest-link.ts";

/** What a writer that was killed in between leaves behind, once it is this old. */
const STALE_TEMPORARY_MS = 3_600_000;

/**
 * Removes the links of a log root that lead to days before `oldestKept`: a link leads to the newest
 * day, so nothing of such a log is kept.
 */
export async function removeOldLinks(
  dir: string,
  root: LogRoot,
  oldestKept: CalendarDay,
): Promise<void> {
  const folder = join(dir, root);
  for (const name of listLinks(folder)) {
    const path = join(folder, name);
    if (name.endsWith(".tmp")) removeStaleTemporary(path);
    else if (leadsBefore(root, path, oldestKept)) removeLink(dir, root, path, oldestKept);
  }
}

function listLinks(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isSymbolicLink()).map((entry) => entry.name);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}

function leadsBefore(root: LogRoot, path: string, oldestKept: CalendarDay): boolean {
  const target = readLink(path);
  if (target === undefined || target === "not a link") return false;
  const file = parseLinkTarget(root, target);
  return file !== undefined && file.day < oldestKept;
}

/** Takes a link away under another name first: a writer may have renewed it since it was looked at. */
function removeLink(dir: string, root: LogRoot, path: string, oldestKept: CalendarDay): void {
  const taken = `${path}.${process.pid}-old.tmp`;
  try {
    renameSync(path, taken);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return;
    throw error;
  }
  const target = readLink(taken);
  const file = target === undefined ? undefined : parseLinkTarget(root, target);
  rmSync(taken, { force: true });
  if (file !== undefined && file.day >= oldestKept) linkNewest(dir, file);
}

function removeStaleTemporary(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || Date.now() - stats.mtimeMs < STALE_TEMPORARY_MS) return;
  rmSync(path, { force: true });
}
