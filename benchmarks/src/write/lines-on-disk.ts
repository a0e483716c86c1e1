import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ENTRY_NUMBER } from "./workload.ts";

/** What a run left on disk. */
export interface LinesOnDisk {
  readonly files: number;
  /** Entries that are there, each counted once. */
  readonly distinct: number;
  /** Lines beyond the first of their entry. */
  readonly doubled: number;
}

/**
 * Looks for every entry of a run in all files below a folder, whatever their names and formats: what a
 * logger reports as written is not taken for granted.
 */
export function countLines(dir: string, entries: number): LinesOnDisk {
  const seen = new Uint8Array(entries);
  let distinct = 0;
  let doubled = 0;
  const files = listFiles(dir);
  for (const file of files) {
    // latin1 keeps the bytes apart without decoding; the numbers looked for are ASCII.
    for (const [, digits] of readFileSync(file, "latin1").matchAll(ENTRY_NUMBER)) {
      const number = Number(digits);
      if (seen[number] === 0) distinct += 1;
      else doubled += 1;
      seen[number] = 1;
    }
  }
  return { files: files.length, distinct, doubled };
}

/** Sum of the sizes of all files below a folder. */
export function bytesOnDisk(dir: string): number {
  return listFiles(dir).reduce((sum, file) => {
    return sum + (lstatSync(file, { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}

/** Plain files only: a link to a day file must not count its lines twice. */
function listFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
