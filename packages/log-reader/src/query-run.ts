import {
  createCalendar,
  type CalendarDay,
  type Clock,
  type LogEntry,
  type LogKind,
} from "@org/log-core";
import { filtersOf, joinFilters, type LineFilter } from "./filter/line-filter.ts";
import { searchDay } from "./day-search.ts";
import { Pacer } from "./pacer.ts";
import { planText } from "./plan/plan-text.ts";
import { FileSelection } from "./plan/file-selection.ts";
import type { DayRange } from "./plan/day-range.ts";
import type { PlannedFile } from "./plan/planned-file.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { daysOfRange, resolveTimeRange } from "./query/time-range.ts";
import { QueryCounts } from "./query-counts.ts";
import { createRegexJudge, type RegexJudge } from "./regex/regex-judge.ts";
import { LineIndex } from "./scan/line-index.ts";
import { readEntries } from "./scan/line-output.ts";
import { timeOrder } from "./scan/time-order.ts";
import { FileFinder } from "./source/file-finder.ts";
import { FileScan } from "./source/file-scan.ts";
import { LineLoader } from "./source/line-loader.ts";
import { lineNumberAt } from "./source/line-number.ts";
import { readFolderSettings } from "./source/log-folder.ts";

/** Where a query runs. */
export interface QueryPlace {
  readonly dir: string;
  readonly nowMs: number;
  /** For what goes on longer than a moment. */
  readonly clock: Clock;
  /** Throws once the reader is closed. */
  readonly checkOpen: () => void;
  /** The queries that are running, to be ended with the reader. */
  readonly running: Set<Pick<QueryRun, "close">>;
}

/** Lines of a day too large to be kept are read again in slices of this size, one at a time. */
const SLICE_BYTES = 8 * 1024 * 1024;
/** Between batches others may run: asking at every entry would cost a tenth of parsing it. */
const BATCH_LINES = 64;

/**
 * One query from beginning to end: days are found, indexed and put in order one by one, so that
 * memory holds one day's index and at most one slice of lines, however many match.
 */
export class QueryRun {
  readonly #place: QueryPlace;
  readonly #query: ResolvedQuery;
  readonly #counts: QueryCounts;
  readonly #pacer: Pacer;
  readonly #index = new LineIndex();
  readonly #scan: FileScan;
  readonly #loader: LineLoader;
  readonly #judge: RegexJudge | undefined;
  readonly #beganMs = performance.now();
  #timeZone: string | undefined;
  #plan: readonly string[] = [];
  #days: DayRange = { first: undefined, last: undefined };

  constructor(place: QueryPlace, query: ResolvedQuery, counts: QueryCounts = new QueryCounts()) {
    this.#place = place;
    this.#counts = counts;
    this.#query = query;
    this.#pacer = new Pacer(() => {
      place.checkOpen();
      query.signal?.throwIfAborted();
    });
    this.#scan = new FileScan(place.dir, this.#counts);
    this.#loader = new LineLoader(place.dir, this.#counts);
    const { regex } = query.conditions;
    this.#judge = regex && createRegexJudge(regex);
  }

  /** Lets go of open files; the run ends at its next step. */
  close(): void {
    this.#scan.close();
    this.#judge?.close();
  }

  /**
   * Runs the query.
   * @yields the entries, in the order asked for
   */
  async *entries(): AsyncGenerator<LogEntry, void, undefined> {
    this.#place.running.add(this);
    try {
      this.#pacer.check();
      for await (const batch of this.#batches()) {
        for (const entry of this.#counted(batch)) yield entry;
        if (this.#counts.entries >= this.#query.limit) return;
        await this.#pacer.step();
      }
    } finally {
      this.#place.running.delete(this);
      this.#judge?.close();
      this.#report();
    }
  }

  *#counted(batch: Iterable<LogEntry>): Generator<LogEntry, void> {
    for (const entry of batch) {
      this.#counts.entries += 1;
      yield entry;
      if (this.#counts.entries >= this.#query.limit) return;
      this.#pacer.check();
    }
  }

  async *#batches(): AsyncGenerator<Iterable<LogEntry>, void> {
    const { dir, nowMs } = this.#place;
    const settings = readFolderSettings(dir);
    this.#timeZone = settings.timeZone;
    const calendar = createCalendar(settings.timeZone);
    const time = resolveTimeRange(this.#query.time, calendar, nowMs);
    const range = daysOfRange(time, calendar);
    this.#days = range;
    const { logs, conditions, order, limit, parsesEveryLine } = this.#query;
    const selection = new FileSelection(logs, conditions.phones);
    const finder = new FileFinder(dir, selection, this.#counts);
    const days = finder.days(range);
    this.#days = { first: range.first ?? days[0], last: range.last ?? days.at(-1) };
    const filters = filtersOf(conditions, time);
    const byLog = new Map(logs.map((log) => [log, joinFilters(filters, log, { parsesEveryLine })]));
    this.#plan = planText({
      days: this.#days,
      timeZone: settings.timeZone,
      selection,
      filters,
      byLog,
      order,
      limit,
    });
    for (const day of order === "desc" ? days.toReversed() : days) {
      yield* this.#dayBatches(finder, day, byLog);
    }
  }

  async *#dayBatches(
    finder: FileFinder,
    day: CalendarDay,
    filters: ReadonlyMap<LogKind, LineFilter>,
  ): AsyncGenerator<Iterable<LogEntry>, void> {
    const files = finder.files(day);
    this.#counts.filesConsidered += files.length;
    this.#index.clear();
    const tools = {
      scan: this.#scan,
      counts: this.#counts,
      pacer: this.#pacer,
      judge: this.#judge,
    };
    for await (const _ of searchDay(tools, files, { filters, index: this.#index })) {
      if (this.#query.order === "none") yield* this.#foundSoFar(files);
    }
    if (this.#query.order !== "none") yield* this.#inOrder(files);
  }

  // The lines of one block as they were found.
  *#foundSoFar(files: readonly PlannedFile[]): Generator<Iterable<LogEntry>, void> {
    const { count } = this.#index;
    yield* this.#parts(files, Uint32Array.from(this.#index.times.subarray(0, count).keys()));
    this.#index.clear();
  }

  // The lines of a day by time: as they are if they are kept, else read again slice by slice.
  async *#inOrder(files: readonly PlannedFile[]): AsyncGenerator<Iterable<LogEntry>, void> {
    const index = this.#index;
    const order = timeOrder(index.times.subarray(0, index.count));
    if (this.#query.order === "desc") order.reverse();
    if (index.isKept) {
      yield* this.#parts(files, order);
      return;
    }
    let from = 0;
    while (from < order.length) {
      const to = endOfSlice(index, order, from);
      const slice = order.subarray(from, to);
      await this.#loader.load(index, files, slice.toSorted(), () => this.#pacer.step());
      yield* this.#parts(files, slice);
      from = to;
    }
  }

  *#parts(files: readonly PlannedFile[], lines: Uint32Array): Generator<Iterable<LogEntry>, void> {
    const found = { index: this.#index, files, counts: this.#counts };
    for (let from = 0; from < lines.length; from += BATCH_LINES) {
      yield readEntries(found, lines.subarray(from, from + BATCH_LINES));
    }
  }

  #report(): void {
    const { onReport } = this.#query;
    const timeZone = this.#timeZone;
    // Without the folder's settings nothing was looked at: there is an error and nothing to report.
    if (onReport === undefined || timeZone === undefined) return;
    const frame = {
      timeZone,
      firstDay: this.#days.first,
      lastDay: this.#days.last,
      elapsedMs: performance.now() - this.#beganMs,
      plan: this.#plan,
    };
    onReport(this.#counts.report(frame, (file, at) => lineNumberAt(this.#place.dir, file, at)));
  }
}

function endOfSlice(index: LineIndex, order: Uint32Array, from: number): number {
  let bytes = 0;
  for (let at = from; at < order.length; at += 1) {
    bytes += index.lengths[order[at] ?? 0] ?? 0;
    if (bytes > SLICE_BYTES) return Math.max(at, from + 1);
  }
  return order.length;
}
