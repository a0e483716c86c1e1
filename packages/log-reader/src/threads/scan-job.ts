import type { LogKind } from "@org/log-core";
import type { Filter } from "../filter/filter.ts";
import {
  filtersOf,
  joinFilters,
  type JoinOptions,
  type LineFilter,
} from "../filter/line-filter.ts";
import type { BatchRest } from "../plan/file-batch.ts";
import type { QueryConditions } from "../query/conditions.ts";
import type { TimeRange } from "../query/time-range.ts";
import type { LineIndexPart } from "../scan/line-index.ts";
import type { CountedPart } from "../stats/entry-tally.ts";
import type { BatchTallyData } from "../scan/batch-tally.ts";

/** What a query wants of the files it reads, as plain data: any thread can begin with it. */
export interface ScanJob {
  readonly dir: string;
  /** Without a regular expression: it is judged where it can be ended. */
  readonly conditions: QueryConditions;
  readonly logs: readonly LogKind[];
  readonly options: JoinOptions;
  /** Matching lines are counted by these instead of being found. */
  readonly counted: CountedBy | undefined;
  readonly sizes: BatchSizes;
}

/** What is counted, and what that takes to know besides the query. */
export type CountedBy =
  | { readonly kind: "stats"; readonly timeZone: string; readonly paths: readonly string[] }
  | { readonly kind: "phones" };

/** How work is divided. */
export interface BatchSizes {
  /** How much is read at a time. */
  readonly readBytes: number;
  /** When so much of a batch was read, the rest of it is for others. Larger files are divided. */
  readonly batchBytes: number;
  readonly batchFiles: number;
}

/** What was found in a batch. */
export interface BatchResult {
  readonly tally: BatchTallyData;
  readonly lines: LineIndexPart | undefined;
  readonly counted: CountedPart | undefined;
  readonly rest: BatchRest | undefined;
}

/** The filters of a query, as they hold for lines of a time. */
export interface TimedFilters {
  readonly filters: readonly Filter[];
  readonly byLog: ReadonlyMap<LogKind, LineFilter>;
}

/** Makes the filters of a job. */
export class JobFilters {
  readonly #job: Pick<ScanJob, "conditions" | "logs" | "options">;
  #time: TimeRange | undefined;
  #made: TimedFilters | undefined;

  constructor(job: Pick<ScanJob, "conditions" | "logs" | "options">) {
    this.#job = job;
  }

  /** Days follow each other, and all but the one of a cursor want the same. */
  of(time: TimeRange): TimedFilters {
    const last = this.#time;
    if (this.#made !== undefined && last?.sinceMs === time.sinceMs && last.untilMs === time.untilMs)
      return this.#made;
    const { conditions, logs, options } = this.#job;
    const filters = filtersOf(conditions, time);
    const byLog = new Map(logs.map((log) => [log, joinFilters(filters, log, options)]));
    this.#time = time;
    this.#made = { filters, byLog };
    return this.#made;
  }
}
