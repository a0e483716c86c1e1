import type { DayFile, LogEntry, LogKind } from "@org/log-core";
import type { Needle } from "./needle.ts";

/** What the first bytes of a line, its level and time, are enough to judge. */
export interface PrefixBounds {
  /** pino's number of the lowest level that passes. */
  readonly minLevel: number;
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** One condition of a query. */
export interface Filter {
  /** The bounds it sets, if level or time is all it looks at. */
  readonly bounds?: Partial<PrefixBounds>;
  /** The bytes that lines of a log must hold to pass; `undefined` if any line may pass. */
  needle(log: LogKind): Needle | undefined;
  /** Whether an entry passes: the last word. */
  matches(entry: LogEntry, file: DayFile): boolean;
}
