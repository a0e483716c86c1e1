import type { CalendarDay } from "@org/log-core";

/** A line that is not an entry. */
export interface MalformedLine {
  /** Path below the log folder, with `/`. */
  readonly file: string;
  /** Where the line begins, in bytes. */
  readonly offset: number;
  /** Number of the line, from 1; `undefined` if the file has gone or the line lies very far in. */
  readonly line: number | undefined;
}

/** A file or day folder that is there and could not be read. */
export interface UnreadableFile {
  /** Path below the log folder, with `/`. */
  readonly file: string;
  /** The system's error code, for example `EACCES`. */
  readonly code: string;
}

/** What a query looked at and what it cost. Bad data is counted here and never thrown. */
export interface QueryReport {
  /** The folder's zone: its midnight divides the days. */
  readonly timeZone: string;
  /** First day looked at; `undefined` if the query named none and the folder holds none. */
  readonly firstDay: CalendarDay | undefined;
  /** Last day looked at, as {@link firstDay}. */
  readonly lastDay: CalendarDay | undefined;
  /** Files that the query selected by name. A query that ends early has looked at fewer days. */
  readonly filesConsidered: number;
  /** Log files opened for reading. */
  readonly filesOpened: number;
  readonly bytesRead: number;
  /** Lines looked at one by one: those that hold the rarest bytes asked for, or all if none are. */
  readonly linesSeen: number;
  /** Lines given to the JSON parser; all others were judged by their bytes. */
  readonly linesParsed: number;
  /**
   * Lines about messages that were too many to be followed, so that what became of these is not told:
   * only for queries with `joinStatuses`, and only beyond a million.
   */
  readonly unjoined?: number;
  /** Entries yielded, context included. */
  readonly entries: number;
  /** Entries yielded that match. */
  readonly matches: number;
  /** Lines that were parsed and are not entries. Lines not parsed are not judged. */
  readonly malformed: number;
  /** The first of the malformed lines, at most 20. */
  readonly malformedLines: readonly MalformedLine[];
  /** Malformed lines that had an intact entry at their end; it was read. */
  readonly salvaged: number;
  /** Last lines without a line feed that are not whole entries: being written, or torn by a crash. */
  readonly tornTails: number;
  /** The first of them, at most 20. */
  readonly tornTailLines: readonly MalformedLine[];
  /** Files and day folders that could not be read. */
  readonly unreadable: number;
  /** The first of them, at most 20. */
  readonly unreadableFiles: readonly UnreadableFile[];
  /** Things in the listed day folders that the layout does not know; they were not read. */
  readonly foreignFiles: number;
  /** The first of them, at most 20: paths below the log folder, with `/`. */
  readonly foreignPaths: readonly string[];
  /**
   * How the query was answered, a sentence per step, for people: what was asked, which files, which
   * bytes were looked for, what was parsed.
   */
  readonly plan: readonly string[];
  /** From the first `next()` to the end, the consumer's own time included. */
  readonly elapsedMs: number;
}
