import { lstat, readdir, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import {
  formatDayFolder,
  isCalendarDay,
  LOG_ROOTS,
  parseFileName,
  systemErrorCode,
  type CalendarDay,
  type LogRoot,
} from "@org/log-core";
import { removeOldLinks } from "./remove-links.ts";

/** One day of one log root, as cleanup finds it. */
export interface LogDay {
  readonly root: LogRoot;
  readonly day: CalendarDay;
  /** Log files in it. */
  readonly files: number;
  readonly bytes: number;
}

/** Asked before a day is removed: `false`, also from a promise, keeps it. */
export type BeforeDelete = (day: LogDay) => boolean | void | Promise<boolean | void>;

/** What a removal did. */
export interface RemovalReport {
  readonly removed: readonly LogDay[];
  /** Days that `onBeforeDelete` kept. */
  readonly vetoed: readonly LogDay[];
  /** Days whose files could not all be removed; they are tried again next time. */
  readonly failed: readonly { readonly day: LogDay; readonly error: Error }[];
}

/** How days are removed. */
export interface RemovalOptions {
  readonly dir: string;
  /** Days before this one go. */
  readonly oldestKept: CalendarDay;
  /** Only says what would be removed. */
  readonly dryRun: boolean;
  readonly onBeforeDelete?: BeforeDelete | undefined;
}

/**
 * Removes the days before `oldestKept`, told by the folders' names alone. Only regular files that the
 * layout knows are removed; links are not followed and strangers' files stay, with the folder they are
 * in. Doing it in several processes at once is harmless, and it needs no free byte of disk.
 */
export async function removeDays(options: RemovalOptions): Promise<RemovalReport> {
  const removed: LogDay[] = [];
  const vetoed: LogDay[] = [];
  const failed: { day: LogDay; error: Error }[] = [];
  for (const root of LOG_ROOTS) {
    for (const day of await listDays(options.dir, root)) {
      if (day >= options.oldestKept) continue;
      const found = await measureDay(options.dir, root, day);
      if (found === undefined) continue;
      const outcome = await removeOne(found, options);
      if (outcome === "removed") removed.push(found);
      else if (outcome === "vetoed") vetoed.push(found);
      else failed.push({ day: found, error: outcome });
    }
    if (!options.dryRun) await removeOldLinks(options.dir, root, options.oldestKept);
  }
  return { removed, vetoed, failed };
}

/** The days kept in a log root, oldest first: real folders with a day's name. */
export async function listDays(dir: string, root: LogRoot): Promise<CalendarDay[]> {
  const entries = await orIfMissing(readdir(join(dir, root), { withFileTypes: true }), []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter(isCalendarDay)
    .toSorted();
}

async function removeOne(
  day: LogDay,
  options: RemovalOptions,
): Promise<"removed" | "vetoed" | Error> {
  try {
    if ((await options.onBeforeDelete?.(day)) === false) return "vetoed";
    if (!options.dryRun) await removeFiles(options.dir, day);
    return "removed";
  } catch (error) {
    return error as Error;
  }
}

async function removeFiles(dir: string, { root, day }: LogDay): Promise<void> {
  const folder = join(dir, formatDayFolder(root, day));
  for (const name of await listLogFiles(folder, root)) {
    await orIfMissing(unlink(join(folder, name)), undefined);
  }
  try {
    await orIfMissing(rmdir(folder), undefined);
  } catch (error) {
    // What is left is not ours: it stays where it is.
    const code = systemErrorCode(error);
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}

async function measureDay(
  dir: string,
  root: LogRoot,
  day: CalendarDay,
): Promise<LogDay | undefined> {
  const folder = join(dir, formatDayFolder(root, day));
  const names = await listLogFiles(folder, root);
  let bytes = 0;
  for (const name of names) bytes += await fileBytes(join(folder, name));
  const left = await orIfMissing(readdir(folder), undefined);
  // A folder that holds nothing but strangers' files has been cleaned up before.
  if (left === undefined || (names.length === 0 && left.length > 0)) return undefined;
  return { root, day, files: names.length, bytes };
}

async function listLogFiles(folder: string, root: LogRoot): Promise<string[]> {
  const entries = await orIfMissing(readdir(folder, { withFileTypes: true }), []);
  return entries
    .filter((entry) => entry.isFile() && parseFileName(root, entry.name) !== undefined)
    .map((entry) => entry.name);
}

async function fileBytes(path: string): Promise<number> {
  const stats = await orIfMissing(lstat(path), undefined);
  return stats?.size ?? 0;
}

/** Another process may remove the same thing at the same time; then it is done. */
async function orIfMissing<Value, Missing>(
  call: Promise<Value>,
  missing: Missing,
): Promise<Value | Missing> {
  try {
    return await call;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return missing;
    throw error;
  }
}
