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
  /**
   * The condition as a plan shows it, named and written as in a query, so that the same condition can be
   * read from it: `direction=INCOMING`.
   */
  readonly text: string;
  /** The bounds it sets, if level or time is all it looks at. */
  readonly bounds?: Partial<PrefixBounds>;
  /** Said by filters that look at nothing but `phone`, `direction` and `type`. */
  readonly judges?: "head";
  /** Judging may take for ever, so it is done apart from the others, after them. */
  readonly isJudgedApart?: boolean;
  /** The bytes that every line of a log must hold to pass; none if any line may pass. */
  needles(log: LogKind): readonly Needle[];
  /** Whether an entry passes: the last word. */
  matches(entry: LogEntry, file: DayFile): boolean;
}
