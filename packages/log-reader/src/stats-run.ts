import { createCalendar, type CalendarDay } from "@org/log-core";
import { filtersOf, joinFilters } from "./filter/line-filter.ts";
import { Pacer } from "./pacer.ts";
import { FileSelection } from "./plan/file-selection.ts";
import type { PlannedFile } from "./plan/planned-file.ts";
import { planText } from "./plan/plan-text.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { daysOfRange, resolveTimeRange } from "./query/time-range.ts";
import { QueryCounts, type ReportFrame } from "./query-counts.ts";
import type { QueryPlace } from "./query-run.ts";
import { createRegexJudge, type RegexJudge } from "./regex/regex-judge.ts";
import type { QueryReport } from "./report.ts";
import { FileFinder } from "./source/file-finder.ts";
import { FileScan } from "./source/file-scan.ts";
import { lineNumberAt } from "./source/line-number.ts";
import { readFolderSettings } from "./source/log-folder.ts";
import { lineCounters, type LineCounter } from "./stats/line-counter.ts";
import type { LogStats } from "./stats/log-stats.ts";
import { statsOf } from "./stats/partial-stats.ts";
import { StatsCounter } from "./stats/stats-counter.ts";
import type { StatsShape } from "./stats/stats-query.ts";

/** Counts the matching entries of a folder in one pass over its files. */
export class StatsRun {
  readonly #place: QueryPlace;
  readonly #query: ResolvedQuery;
  readonly #shape: StatsShape;
  readonly #counts = new QueryCounts();
  readonly #pacer: Pacer;
  readonly #scan: FileScan;
  readonly #judge: RegexJudge | undefined;
  readonly #beganMs = performance.now();

  constructor(place: QueryPlace, query: ResolvedQuery, shape: StatsShape) {
    this.#place = place;
    this.#query = query;
    this.#shape = shape;
    this.#pacer = new Pacer(() => {
      place.checkOpen();
      query.signal?.throwIfAborted();
    });
    this.#scan = new FileScan(place.dir, this.#counts);
    const { regex } = query.conditions;
    const limits = { budgetMs: place.regexBudgetMs, signal: query.signal };
    this.#judge = regex && createRegexJudge(regex, limits);
  }

  /** Lets go of open files; the run ends at its next step. */
  close(): void {
    this.#scan.close();
    this.#judge?.close();
  }

  /** Runs the query. */
  async stats(): Promise<LogStats> {
    this.#place.running.add(this);
    try {
      this.#pacer.check();
      return await this.#count();
    } finally {
      this.#place.running.delete(this);
      this.#judge?.close();
    }
  }

  async #count(): Promise<LogStats> {
    const { dir, nowMs } = this.#place;
    const { conditions, logs, parsesEveryLine } = this.#query;
    const { timeZone } = readFolderSettings(dir);
    const calendar = createCalendar(timeZone);
    const time = resolveTimeRange(this.#query.time, calendar, nowMs);
    const range = daysOfRange(time, calendar);
    const filters = filtersOf(conditions, time);
    const byLog = new Map(logs.map((log) => [log, joinFilters(filters, log, { parsesEveryLine })]));
    const selection = new FileSelection(logs, conditions.phones);
    const finder = new FileFinder(dir, selection, this.#counts);
    const found = finder.days(range);
    const days = { first: range.first ?? found[0], last: range.last ?? found.at(-1) };
    const counter = new StatsCounter(timeZone, this.#shape.paths);
    const plan = { filters, counter, counts: this.#counts, judge: this.#judge };
    const counters = new Map(
      Array.from(byLog, ([log, filter]) => [log, lineCounters(plan, filter)]),
    );
    for (const day of found) await this.#countDay(finder, day, counters);
    this.#counts.entries = counter.entries;
    const order = "none";
    const text = planText({ days, timeZone, selection, filters, byLog, order, limit: Infinity });
    return {
      ...statsOf(counter.data(), this.#shape),
      report: this.#report({ timeZone, firstDay: days.first, lastDay: days.last, plan: text }),
    };
  }

  async #countDay(
    finder: FileFinder,
    day: CalendarDay,
    counters: ReadonlyMap<string, (file: PlannedFile) => LineCounter>,
  ): Promise<void> {
    const files = finder.files(day);
    this.#counts.filesConsidered += files.length;
    for (const file of files) {
      const counter = counters.get(file.log)?.(file);
      if (counter === undefined) continue;
      for (const block of this.#scan.blocks(file)) {
        const judging = counter.count(block);
        if (judging !== undefined) await judging;
        if (this.#pacer.isDue()) await this.#pacer.rest();
        else this.#pacer.check();
      }
    }
  }

  #report(frame: Omit<ReportFrame, "elapsedMs">): QueryReport {
    const { dir } = this.#place;
    const elapsedMs = performance.now() - this.#beganMs;
    const report = this.#counts.report({ ...frame, elapsedMs }, (file, offset) =>
      lineNumberAt(dir, file, offset),
    );
    this.#query.onReport?.(report);
    return report;
  }
}
