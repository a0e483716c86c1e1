import { lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { INSTANCES_FOLDER, isInstanceName, systemErrorCode } from "@org/log-core";
import type { DayFolder, FileStem } from "../plan/file-selection.ts";
import { forgetPipe } from "./forget-pipe.ts";
import { plannedFile, type PlannedFile } from "../plan/planned-file.ts";

/** What a path is, by `lstat`: links are not followed. `undefined` if nothing is there. */
export function probe(path: string): Stats | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile() && !stats.isDirectory()) forgetPipe();
  return stats;
}

/**
 * The names of all instances that have written to a log folder, or `undefined` if it does not say:
 * then only a listing tells which files a phone has.
 */
export function readInstances(dir: string): string[] | undefined {
  try {
    return readdirSync(join(dir, INSTANCES_FOLDER)).filter(isInstanceName);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}

/**
 * The files of a stem in one day folder, found by asking for their names. Costs a few microseconds
 * for each name, however many other files the folder holds.
 */
export function probeParts(
  dir: string,
  { day }: DayFolder,
  stem: FileStem,
): { readonly file: PlannedFile; readonly isFile: boolean }[] {
  const found: { file: PlannedFile; isFile: boolean }[] = [];
  for (let part = 1; ; part += 1) {
    const file = plannedFile({ ...stem, day, part });
    const stats = probe(join(dir, file.path));
    if (stats !== undefined) found.push({ file, isFile: stats.isFile() });
    // Parts are made one after the other; a missing first one may have been taken away by hand.
    else if (part > 1) return found;
  }
}
