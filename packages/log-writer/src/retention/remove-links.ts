import { lstatSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import {
  formatDayFile,
  formatLink,
  parseLinkTarget,
  systemErrorCode,
  type CalendarDay,
  type DayFile,
  type LogRoot,
} from "@org/log-core";
import {
  isTemporaryLink,
  linkNewest,
  NOT_A_LINK,
  readLink,
  temporaryLink,
} from "../folder/newest-link.ts";

/** What a writer that was killed in between leaves behind, once it is this old. */
const STALE_TEMPORARY_MS = 3_600_000;

/**
 * Removes the links of a log root that lead to files of days before `oldestKept` which are gone: a link
 * leads to the newest day, so nothing of such a log is kept. Links that are not ours stay. One that
 * cannot be removed keeps no other: what the file system said of the first is thrown at the end.
 */
export function removeOldLinks(dir: string, root: LogRoot, oldestKept: CalendarDay): void {
  const refused: unknown[] = [];
  for (const name of listLinks(join(dir, root))) {
    try {
      removeIfOld(dir, root, name, oldestKept);
    } catch (error) {
      refused.push(error);
    }
  }
  if (refused.length > 0) throw refused[0];
}

function removeIfOld(dir: string, root: LogRoot, name: string, oldestKept: CalendarDay): void {
  const path = join(dir, root, name);
  const file = targetOf(root, path);
  if (file === undefined) return;
  if (isTemporaryLink(name)) removeStaleTemporary(path);
  else if (isOwnName(name, file) && file.day < oldestKept && isGone(dir, file)) {
    removeLink(dir, root, path, oldestKept);
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

/** The day file a link of ours leads to. */
function targetOf(root: LogRoot, path: string): DayFile | undefined {
  const target = readLink(path);
  return target === undefined || target === NOT_A_LINK ? undefined : parseLinkTarget(root, target);
}

function isOwnName(name: string, file: DayFile): boolean {
  return basename(formatLink(file)) === name;
}

/** A day may have been kept all the same: vetoed, or not to be removed. */
function isGone(dir: string, file: DayFile): boolean {
  return lstatSync(join(dir, formatDayFile(file)), { throwIfNoEntry: false }) === undefined;
}

/** Takes a link away under another name first: a writer may have renewed it since it was looked at. */
function removeLink(dir: string, root: LogRoot, path: string, oldestKept: CalendarDay): void {
  const taken = temporaryLink(path);
  try {
    renameSync(path, taken);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return;
    throw error;
  }
  if (readLink(taken) === NOT_A_LINK) {
    // Somebody has put a file of their own there.
    renameSync(taken, path);
    return;
  }
  const file = targetOf(root, taken);
  rmSync(taken, { force: true });
  if (file !== undefined && file.day >= oldestKept) linkNewest(dir, file);
}

function removeStaleTemporary(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || Date.now() - stats.mtimeMs < STALE_TEMPORARY_MS) return;
  rmSync(path, { force: true });
}
