import type { Entry, Options } from "fast-glob";
import { formatDayFolder, isCalendarDay, type CalendarDay, type LogRoot } from "@org/log-core";

/** A name in a folder, and whether it is a plain file. */
export interface ListedName {
  readonly name: string;
  readonly isFile: boolean;
}

/** The day folders below a root, oldest first. Links to folders do not count. */
export async function listDays(dir: string, root: LogRoot): Promise<CalendarDay[]> {
  const folders = await glob(dir, `${root}/????-??-??`, { onlyDirectories: true });
  return folders
    .map(({ name }) => name)
    .filter(isCalendarDay)
    .toSorted();
}

/** Everything in a day folder, in no order; nothing if the folder has gone. */
export async function listNames(
  dir: string,
  root: LogRoot,
  day: CalendarDay,
): Promise<ListedName[]> {
  const found = await glob(dir, `${formatDayFolder(root, day)}/*`, { dot: true, onlyFiles: false });
  return found.map(({ name, dirent }) => ({ name, isFile: dirent.isFile() }));
}

async function glob(dir: string, pattern: string, options: Options): Promise<Entry[]> {
  // Loaded when first needed: it takes as long as reading a month of one phone, which needs no listing.
  const { default: fastGlob } = await import("fast-glob");
  return fastGlob.glob(pattern, {
    ...options,
    cwd: dir,
    objectMode: true,
    followSymbolicLinks: false,
  });
}
