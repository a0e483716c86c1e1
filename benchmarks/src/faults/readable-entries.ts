import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ENTRY_NUMBER } from "../write/workload.ts";

/** What a reader of JSON lines finds. */
export interface ReadableEntries {
  /** How often each entry is there, by its number. */
  readonly times: Uint8Array;
  /** The entry's `data.text`, for those where it is looked at. */
  readonly textOf: (number: number) => unknown;
  /** Lines that are no JSON: torn ones, and those that were glued to a torn one. */
  readonly torn: number;
  /** Lines in a file that mostly holds another day of `timeZone`. */
  readonly strays: number;
}

/** Files that hold no lines: settings of ours, and the list of files of winston-daily-rotate-file. */
const NO_LOG = /^layout\.json$|^\.gitignore$|^mask-key$|audit\.json$/;
const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Rome", dateStyle: "short" });

/**
 * Reads all logs below a folder as strictly as any tool would: an entry counts if its line is whole
 * JSON. What a cleverer reader could save from a damaged line does not count, for anybody.
 */
export function readEntries(dir: string, entries: number): ReadableEntries {
  const times = new Uint8Array(entries);
  const texts = new Map<number, unknown>();
  let torn = 0;
  let strays = 0;
  for (const file of logFiles(dir)) {
    const lines = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "");
    const linesOfDay = new Map<string, number>();
    for (const line of lines) {
      const entry = parse(line);
      const number = Number([...line.matchAll(ENTRY_NUMBER)][0]?.[1] ?? -1);
      if (entry === undefined) torn += 1;
      if (entry === undefined || number < 0) continue;
      times[number] = (times[number] ?? 0) + 1;
      texts.set(number, entry.data?.text);
      const day = DAY.format(new Date(entry.time ?? 0));
      linesOfDay.set(day, (linesOfDay.get(day) ?? 0) + 1);
    }
    const counts = [...linesOfDay.values()];
    strays += counts.reduce((sum, count) => sum + count, 0) - Math.max(0, ...counts);
  }
  return { times, torn, strays, textOf: (number) => texts.get(number) };
}

interface ParsedLine {
  readonly time?: string;
  readonly data?: { readonly text?: unknown };
}

function parse(line: string): ParsedLine | undefined {
  try {
    return JSON.parse(line) as ParsedLine;
  } catch {
    return undefined;
  }
}

/** Plain files only: a link to a file must not count its lines twice. */
export function logFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !NO_LOG.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
