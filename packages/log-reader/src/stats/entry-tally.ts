import type { DayFile, LogEntry } from "@org/log-core";
import { valueText } from "./field-value.ts";
import type { PartialStats } from "./partial-stats.ts";
import type { PhoneCounts } from "./phone-tally.ts";

/** What the beginning of a line says that an entry is counted by. */
export interface EntryHead {
  readonly phone: string | undefined;
  readonly direction: string | undefined;
  readonly type: string | undefined;
}

/** A line that is an entry. */
export interface CountedLine {
  readonly timeMs: number;
  /** pino's number. */
  readonly level: number;
  /** Its size, line feed included. */
  readonly bytes: number;
}

/** What was counted in a part of the files, as plain data: it can be sent between threads. */
export type CountedPart = PartialStats | PhoneCounts;

/** Counts entries one by one. */
export interface EntryTally {
  /** How many there were. */
  readonly entries: number;
  /** Whether entries are counted by fields that only the parser finds. */
  readonly needsEntries: boolean;
  /** Counts an entry of which everything is known. */
  addEntry(entry: LogEntry, line: CountedLine, file: DayFile): void;
  /** Counts an entry of which only the beginning is known: what it takes if {@link needsEntries} is false. */
  addHead(head: EntryHead, line: CountedLine, file: DayFile): void;
  /** Adds what another tally of the same kind has counted. */
  merge(part: CountedPart): void;
  /** What has been counted so far. */
  data(): CountedPart;
}

/** What a parsed entry is counted by. */
export function headOf(entry: LogEntry): EntryHead {
  const { phone, direction, type } = entry as { readonly [field: string]: unknown };
  return {
    phone: typeof phone === "string" ? phone : undefined,
    direction: valueText(direction),
    type: valueText(type),
  };
}
