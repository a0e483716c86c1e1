import type { CalendarDay } from "@org/log-core";
import type { CursorPosition } from "../query/cursor.ts";
import type { ResultOrder } from "../query/log-query.ts";
import type { TimeRange } from "../query/time-range.ts";
import { comparePlannedFiles, type PlannedFile } from "./planned-file.ts";

/** Where a line stands among those of all files. */
export interface LinePlace {
  readonly file: PlannedFile;
  readonly offset: number;
  readonly timeMs: number;
}

/** What is left of a query that goes on after a cursor. Files that have grown since change nothing. */
export class Resumption {
  readonly #cursor: CursorPosition;
  readonly #isReversed: boolean;

  constructor(cursor: CursorPosition, order: ResultOrder) {
    this.#cursor = cursor;
    this.#isReversed = order === "desc";
  }

  /** The days that have something left. */
  days(days: readonly CalendarDay[]): CalendarDay[] {
    const { day } = this.#cursor.file;
    return days.filter((other) => (this.#isReversed ? other <= day : other >= day));
  }

  /** Whether only a part of a day is left. */
  cuts(day: CalendarDay): boolean {
    return day === this.#cursor.file.day;
  }

  /** The times that what is left of the cursor's day can have. */
  narrow({ sinceMs, untilMs }: TimeRange): TimeRange {
    const { timeMs } = this.#cursor;
    return this.#isReversed
      ? { sinceMs, untilMs: Math.min(untilMs, timeMs + 1) }
      : { sinceMs: Math.max(sinceMs, timeMs), untilMs };
  }

  /** Whether a line of the cursor's day comes after it in the order of the query. */
  isLeft({ file, offset, timeMs }: LinePlace): boolean {
    const cursor = this.#cursor;
    const distance =
      timeMs - cursor.timeMs || comparePlannedFiles(file, cursor.file) || offset - cursor.offset;
    return this.#isReversed ? distance < 0 : distance > 0;
  }
}
