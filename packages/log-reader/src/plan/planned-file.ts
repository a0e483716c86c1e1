import { formatDayFile, LOG_KINDS, type DayFile } from "@org/log-core";

/** A file to read: what its path says, and the path. */
export interface PlannedFile extends DayFile {
  /** Path below the log folder, with `/`. */
  readonly path: string;
}

/** The plan's record of a file. */
export function plannedFile(file: DayFile): PlannedFile {
  return { ...file, path: formatDayFile(file) };
}

/**
 * The order of the files of one day, and so of entries of the same millisecond: by log, key, instance
 * and part.
 */
export function comparePlannedFiles(a: Omit<DayFile, "day">, b: Omit<DayFile, "day">): number {
  const byLog = a.log === b.log ? 0 : LOG_KINDS.indexOf(a.log) - LOG_KINDS.indexOf(b.log);
  return (
    byLog ||
    compareText(a.key, b.key) ||
    compareText(a.instance ?? "", b.instance ?? "") ||
    a.part - b.part
  );
}

/** By code unit: the same in every locale, unlike `localeCompare`. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
