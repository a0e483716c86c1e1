import { type LogKind } from "@org/log-core";
import { monotonicMs } from "./monotonic-ms.ts";
import { Pacer } from "./pacer.ts";
import { FileSelection } from "./plan/file-selection.ts";
import { wholeDay } from "./plan/file-batch.ts";
import { UpcomingDays, type PlannedDay } from "./plan/planned-day.ts";
import { planText } from "./plan/plan-text.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { daysOfRange, resolveTimeRange } from "./query/time-range.ts";
import { QueryCounts, type ReportFrame } from "./query-counts.ts";
import type { QueryPlace } from "./query-run.ts";
import { createRegexJudge, type RegexJudge } from "./regex/regex-judge.ts";
import type { QueryReport } from "./report.ts";
import { addTally, BatchTally } from "./scan/batch-tally.ts";
import { readBatch } from "./source/batch-reading.ts";
import { FileFinder } from "./source/file-finder.ts";
import { FileScan } from "./source/file-scan.ts";
import { lineNumberAt } from "./source/line-number.ts";
import { personConditions } from "./source/person-conditions.ts";
import type { EntryTally } from "./stats/entry-tally.ts";
import { lineCounter, type LineCounter } from "./stats/line-counter.ts";
import { JobFilters, type CountedBy, type ScanJob } from "./threads/scan-job.ts";
import type { SharedScan } from "./threads/shared-scan.ts";

/** Counts the matching entries of a folder in one pass over its files. */
export class CountRun {
  readonly #place: QueryPlace;
  readonly #query: ResolvedQuery;
  readonly #timeZone: string;
  readonly #counts = new QueryCounts();
  readonly #pacer: Pacer;
  readonly #scan: FileScan;
  readonly #judge: RegexJudge | undefined;
  #shared: SharedScan | undefined;
  readonly #beganMs = monotonicMs();

  /** @param timeZone - The folder's. */
  constructor(place: QueryPlace, query: ResolvedQuery, timeZone: string) {
    this.#place = place;
    this.#query = query;
    this.#timeZone = timeZone;
    this.#pacer = new Pacer(() => {
      place.checkOpen();
      query.signal?.throwIfAborted();
    });
    this.#scan = new FileScan(place.dir, this.#counts, place.sharing.sizes);
    const { regex } = query.conditions;
    const limits = { budgetMs: place.regexBudgetMs, signal: query.signal };
    this.#judge = regex && createRegexJudge(regex, limits);
  }

  /** Lets go of open files; the run ends at its next step. */
  close(): void {
    this.#scan.close();
    this.#judge?.close();
    this.#shared?.close();
  }

  /**
   * Runs the query.
   * @param tally - Takes every matching entry; made as the threads make theirs by `counted`.
   */
  async count(counted: CountedBy, tally: EntryTally): Promise<QueryReport> {
    this.#place.running.add(this);
    try {
      this.#pacer.check();
      return await this.#count(counted, tally);
    } finally {
      this.#place.running.delete(this);
      this.close();
    }
  }

  async #count(counted: CountedBy, tally: EntryTally): Promise<QueryReport> {
    const { dir, nowMs } = this.#place;
    const { logs, parsesEveryLine } = this.#query;
    const timeZone = this.#timeZone;
    const conditions = personConditions(dir, this.#query, this.#counts);
    const calendar = this.#place.calendarOf(timeZone);
    const time = resolveTimeRange(this.#query.time, calendar, nowMs);
    const range = daysOfRange(time, calendar);
    const options = { parsesEveryLine };
    const { filters, byLog } = new JobFilters({ conditions, logs, options }).of(time);
    const selection = new FileSelection(logs, conditions.phones);
    const notes = new BatchTally();
    const finder = new FileFinder(dir, selection, notes);
    const found = finder.days(range);
    const days = { first: range.first ?? found[0], last: range.last ?? found.at(-1) };
    const upcoming = new UpcomingDays(found, (day) => {
      const files = finder.files(day);
      return { day, files, time, filters: byLog, notes: notes.data() };
    });
    const plan = { filters, tally, counts: this.#counts, judge: this.#judge };
    const counters = new Map(Array.from(byLog, ([log, one]) => [log, lineCounter(plan, one)]));
    await this.#countDays(upcoming, { tally, counters }, { conditions, logs, options, counted });
    this.#counts.entries = tally.entries;
    const order = "none";
    const text = planText({ days, timeZone, selection, filters, byLog, order, limit: Infinity });
    return this.#report({ timeZone, firstDay: days.first, lastDay: days.last, plan: text });
  }

  async #countDays(
    upcoming: UpcomingDays,
    { tally, counters }: { tally: EntryTally; counters: ReadonlyMap<LogKind, LineCounter> },
    job: Omit<ScanJob, "dir" | "sizes">,
  ): Promise<void> {
    const { sharing } = this.#place;
    const { signal } = this.#query;
    const [counts, pacer] = [this.#counts, this.#pacer];
    for (let day = upcoming.take(); day !== undefined; day = upcoming.take()) {
      addTally(day.notes, counts, counts);
      counts.filesConsidered += day.files.length;
      // A judge is a thread of its own already.
      if (this.#shared === undefined && this.#judge === undefined) {
        const work = { planned: day, upcoming, pacer, signal, counts };
        this.#shared = await sharing.begin(job, work);
        pacer.check();
      }
      if (this.#shared !== undefined) await this.#addShared(this.#shared.day(day), tally);
      else await this.#countAlone(day, counters);
    }
  }

  async #addShared(results: ReturnType<SharedScan["day"]>, tally: EntryTally): Promise<void> {
    for await (const { tally: costs, counted } of results) {
      addTally(costs, this.#counts, this.#counts);
      if (counted !== undefined) tally.merge(counted);
      this.#pacer.check();
    }
  }

  async #countAlone(
    { files }: PlannedDay,
    counters: ReadonlyMap<LogKind, LineCounter>,
  ): Promise<void> {
    for (const judging of readBatch(this.#scan, wholeDay(files), counters)) {
      if (judging !== undefined) await judging;
      if (this.#pacer.isDue()) await this.#pacer.rest();
      else this.#pacer.check();
    }
  }

  #report(frame: Omit<ReportFrame, "elapsedMs">): QueryReport {
    const { dir } = this.#place;
    const elapsedMs = monotonicMs() - this.#beganMs;
    const report = this.#counts.report({ ...frame, elapsedMs }, (file, offset) =>
      lineNumberAt(dir, file, offset),
    );
    this.#query.onReport?.(report);
    return report;
  }
}
