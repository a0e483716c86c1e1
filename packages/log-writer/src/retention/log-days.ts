import { lstat, readdir } from "node:fs/promises";
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

/** One day of one log root, as cleanup finds it. */
export interface LogDay {
  readonly root: LogRoot;
  readonly day: CalendarDay;
  /** Log files in it. */
  readonly files: number;
  readonly bytes: number;
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

/** Bytes of each day of all logs. */
export async function measureDays(dir: string): Promise<Map<CalendarDay, number>> {
  const bytesByDay = new Map<CalendarDay, number>();
  for (const root of LOG_ROOTS) {
    for (const day of await listDays(dir, root)) {
      const bytes = (await measureDay(dir, root, day))?.bytes ?? 0;
      bytesByDay.set(day, (bytesByDay.get(day) ?? 0) + bytes);
    }
  }
  return bytesByDay;
}

/** What a day folder holds, or `undefined` if nothing of it is ours. */
export async function measureDay(
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

/** Names of the log files in a day folder: regular files that the layout knows. */
export async function listLogFiles(folder: string, root: LogRoot): Promise<string[]> {
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
export async function orIfMissing<Value, Missing>(
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
