import type { CalendarDay, LogKind } from "@org/log-core";
import type { LineFilter } from "../filter/line-filter.ts";
import type { TimeRange } from "../query/time-range.ts";
import type { BatchTallyData } from "../scan/batch-tally.ts";
import type { DayFiles } from "./day-files.ts";

/** A day of a query, and what is to be looked for in it. */
export interface PlannedDay {
  readonly day: CalendarDay;
  /** In the order of {@link comparePlannedFiles}. */
  readonly files: DayFiles;
  /** What a line's time has to be. */
  readonly time: TimeRange;
  /** What a line of each log has to be. */
  readonly filters: ReadonlyMap<LogKind, LineFilter>;
  /** What was met when its files were looked for. */
  readonly notes: BatchTallyData;
}

/** The days of a query in its order, each planned when it is first looked at. */
export class UpcomingDays {
  readonly #days: readonly CalendarDay[];
  readonly #plan: (day: CalendarDay) => PlannedDay;
  readonly #planned: PlannedDay[] = [];
  #next = 0;

  constructor(days: readonly CalendarDay[], plan: (day: CalendarDay) => PlannedDay) {
    this.#days = days;
    this.#plan = plan;
  }

  /** How many are to come. */
  get count(): number {
    return this.#planned.length + this.#days.length - this.#next;
  }

  /** Takes the next one. */
  take(): PlannedDay | undefined {
    const day = this.ahead(0);
    this.#planned.shift();
    return day;
  }

  /** One of those to come: 0 is the next. */
  ahead(place: number): PlannedDay | undefined {
    while (this.#planned.length <= place) {
      const day = this.#days[this.#next];
      if (day === undefined) return undefined;
      this.#next += 1;
      this.#planned.push(this.#plan(day));
    }
    return this.#planned[place];
  }
}
