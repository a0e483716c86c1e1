import { LogError, parseTime, type CalendarDay, type LogEntry, type LogKind } from "@org/log-core";
import type { PlannedFile } from "./plan/planned-file.ts";
import { formatCursor } from "./query/cursor.ts";

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
  /** It was yielded for the sake of others near it. */
  readonly isContext?: boolean;
}

// A property that is not enumerable shows neither in JSON nor in keys, copies or deep comparisons,
// and costs a fifth of a WeakMap, whose table the garbage collector visits again and again.
const LOCATION: unique symbol = Symbol("@org/log-reader/location") as never;

/** Remembers where an entry was read. */
export function setLocation(entry: LogEntry, located: Located): void {
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

/**
 * Whether an entry was yielded because it stands near one that matches (`before`, `after`), and does
 * not match itself.
 */
export function isContext(entry: LogEntry): boolean {
  return (entry as { [LOCATION]?: Located })[LOCATION]?.isContext === true;
}

/**
 * The place of an entry as text, for the `cursor` of a query that is to go on after it: letters,
 * digits, `-` and `_`. It stays valid while files grow, and when they are removed.
 * @throws {LogError} `LOG_QUERY_INVALID` for anything but an entry as this package yielded it
 */
export function cursorOf(entry: LogEntry): string {
  const located = (entry as { [LOCATION]?: Located })[LOCATION];
  const timeMs = located && parseTime(entry.time);
  if (located === undefined || timeMs === undefined) {
    throw new LogError(
      "LOG_QUERY_INVALID",
      "cursorOf needs an entry as the reader yielded it, but it was given another object. Copies " +
        "have no place in the log: keep the cursor beside them.",
    );
  }
  return formatCursor({ file: located.file, offset: located.offset, timeMs });
}
