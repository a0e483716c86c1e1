import type { CalendarDay, LogEntry, LogKind } from "@org/log-core";
import type { PlannedFile } from "./plan/planned-file.ts";

/** Where an entry stands. Offsets never move, so file and offset name an entry for good. */
export interface EntryLocation {
  readonly log: LogKind;
  /** The contact, for `whatsapp`; the name of the log (`app`, `requests`) otherwise. */
  readonly key: string;
  readonly day: CalendarDay;
  /** Path below the log folder, with `/`: `whatsapp/2026-11-23/1234567890.log`. */
  readonly file: string;
  /** Where the entry's line begins, in bytes. */
  readonly offset: number;
}

interface Located {
  readonly file: PlannedFile;
  readonly offset: number;
}

// A property that is not enumerable shows neither in JSON nor in keys, copies or deep comparisons,
// and costs a fifth of a WeakMap, whose table the garbage collector visits again and again.
const LOCATION: unique symbol = Symbol("@org/log-reader/location") as never;

/** Remembers where an entry was read. */
export function setLocation(entry: LogEntry, file: PlannedFile, offset: number): void {
  const located: Located = { file, offset };
  Object.defineProperty(entry, LOCATION, { value: located });
}

/**
 * Where an entry that this package yielded stands, or `undefined` for any other object, copies of
 * entries included. Two entries with the same file and offset are the same entry.
 */
export function locationOf(entry: LogEntry): EntryLocation | undefined {
  const located = (entry as { [LOCATION]?: Located })[LOCATION];
  if (located === undefined) return undefined;
  const { log, key, day, path } = located.file;
  return { log, key, day, file: path, offset: located.offset };
}
