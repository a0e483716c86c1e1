import type { Calendar, Clock, LogEntry } from "@org/log-core";
import { DayAnswers, type EntryBatch } from "./day-answer.ts";
import type { ContextQuery } from "./day-context.ts";
import type { DaySearchTools } from "./day-search.ts";
import { deliveryFilter } from "./filter/delivery.ts";
import type { JoinOptions } from "./filter/line-filter.ts";
import { isContext } from "./location.ts";
import { monotonicMs } from "./monotonic-ms.ts";
import { Pacer } from "./pacer.ts";
import type { DayRange } from "./plan/day-range.ts";
import { FileSelection } from "./plan/file-selection.ts";
import { UpcomingDays, type PlannedDay } from "./plan/planned-day.ts";
import { planText } from "./plan/plan-text.ts";
import { Resumption } from "./plan/resume.ts";
import { NO_CONDITIONS } from "./query/conditions.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { daysOfRange, resolveTimeRange, type TimeRange } from "./query/time-range.ts";
import { QueryCounts } from "./query-counts.ts";
import { createRegexJudge } from "./regex/regex-judge.ts";
import { addTally, BatchTally } from "./scan/batch-tally.ts";
import { FileFinder } from "./source/file-finder.ts";
import { FileScan } from "./source/file-scan.ts";
import { LineLoader } from "./source/line-loader.ts";
import { lineNumberAt } from "./source/line-number.ts";
import { readFolderSettings } from "./source/log-folder.ts";
import { personConditions } from "./source/person-conditions.ts";
import { JobFilters } from "./threads/scan-job.ts";
import type { SharedScan } from "./threads/shared-scan.ts";
import type { Sharing } from "./threads/sharing.ts";

/** Where a query runs. */
export interface QueryPlace {
  readonly dir: string;
  readonly nowMs: number;
  /** For what goes on longer than a moment. */
  readonly clock: Clock;
  /** The calendar of a zone. */
  readonly calendarOf: (timeZone: string) => Calendar;
  /** Throws once the reader is closed. */
  readonly checkOpen: () => void;
  /** The queries that are running, to be ended with the reader. */
  readonly running: Set<Pick<QueryRun, "close">>;
  /** How long a regular expression may take for a batch of entries. */
  readonly regexBudgetMs: number;
  /** Other threads, for large scans. */
  readonly sharing: Sharing;
}

/**
 * One query from beginning to end: days are found, indexed and put in order one by one, so that
 * memory holds one day's index and at most one slice of lines, however many match.
 */
export class QueryRun {
  readonly #place: QueryPlace;
  /** As given, and from the first step on with all ids of the persons that it names. */
  #query: ResolvedQuery;
  readonly #counts: QueryCounts;
  readonly #tools: DaySearchTools;
  readonly #loader: LineLoader;
  readonly #beganMs = monotonicMs();
  #shared: SharedScan | undefined;
  #timeZone: string | undefined;
  #plan: readonly string[] = [];
  #days: DayRange = { first: undefined, last: undefined };

  constructor(place: QueryPlace, query: ResolvedQuery, counts: QueryCounts = new QueryCounts()) {
    this.#place = place;
    this.#counts = counts;
    this.#query = query;
    const pacer = new Pacer(() => {
      place.checkOpen();
      query.signal?.throwIfAborted();
    });
    const { regex } = query.conditions;
    const limits = { budgetMs: place.regexBudgetMs, signal: query.signal };
    const judge = regex && createRegexJudge(regex, limits);
    const scan = new FileScan(place.dir, counts, place.sharing.sizes);
    this.#tools = { scan, files: counts, counts, pacer, judge, shared: () => this.#shared };
    this.#loader = new LineLoader(place.dir, this.#counts);
  }

  /** Lets go of open files; the run ends at its next step. */
  close(): void {
    this.#tools.scan.close();
    this.#tools.judge?.close();
    this.#shared?.close();
  }

  /**
   * Runs the query.
   * @yields the entries, in the order asked for
   */
  async *entries(): AsyncGenerator<LogEntry, void, undefined> {
    this.#place.running.add(this);
    try {
      this.#tools.pacer.check();
      for await (const batch of this.#batches()) {
        for (const entry of this.#counted(batch)) yield entry;
        if (this.#isComplete()) return;
        await this.#tools.pacer.step();
      }
    } finally {
      this.#place.running.delete(this);
      this.close();
      this.#report();
    }
  }

  *#counted(batch: EntryBatch): Generator<LogEntry, void> {
    for (const entry of batch) {
      this.#counts.entries += 1;
      if (!isContext(entry)) this.#counts.matches += 1;
      yield entry;
      if (this.#isComplete()) return;
      this.#tools.pacer.check();
    }
  }

  /** Whether nothing is to come. Context comes after the last match too, and ends with its day. */
  #isComplete(): boolean {
    const { limit, before, after } = this.#query;
    return before === 0 && after === 0 && this.#counts.matches >= limit;
  }

  async *#batches(): AsyncGenerator<EntryBatch, void> {
    const { dir, nowMs } = this.#place;
    const { timeZone } = readFolderSettings(dir);
    const conditions = personConditions(dir, this.#query, this.#counts);
    this.#query = { ...this.#query, conditions };
    const { logs, order, limit, cursor, parsesEveryLine } = this.#query;
    this.#timeZone = timeZone;
    const calendar = this.#place.calendarOf(timeZone);
    const time = resolveTimeRange(this.#query.time, calendar, nowMs);
    const range = daysOfRange(time, calendar);
    this.#days = range;
    const selection = new FileSelection(logs, conditions.phones);
    const notes = new BatchTally();
    const finder = new FileFinder(dir, selection, notes);
    const days = finder.days(range);
    this.#days = { first: range.first ?? days[0], last: range.last ?? days.at(-1) };
    const context = this.#context(time);
    // Context is counted from matches, so a line that only looks like one must be told before.
    const options = { parsesEveryLine, parsesMatches: context !== undefined };
    const filters = new JobFilters({ conditions, logs, options });
    const shown = { days: this.#days, timeZone, selection, order, limit };
    this.#plan = planText({ ...shown, ...filters.of(time) });
    const resumption = cursor && new Resumption(cursor, order);
    const answers = new DayAnswers(this.#tools, this.#loader, { order, context, resumption });
    const left = resumption?.days(days) ?? days;
    const upcoming = new UpcomingDays(order === "desc" ? left.toReversed() : left, (day) => {
      // With context the whole day counts: what stands before the cursor may have some after it.
      const isCut = context === undefined && resumption?.cuts(day) === true;
      const own = isCut ? resumption.narrow(time) : time;
      const files = finder.files(day);
      return { day, files, time: own, filters: filters.of(own).byLog, notes: notes.data() };
    });
    yield* this.#answers(answers, upcoming, options);
  }

  async *#answers(
    answers: DayAnswers,
    upcoming: UpcomingDays,
    options: JoinOptions,
  ): AsyncGenerator<EntryBatch, void> {
    const { limit } = this.#query;
    for (let day = upcoming.take(); day !== undefined; day = upcoming.take()) {
      addTally(day.notes, this.#counts, this.#counts);
      this.#counts.filesConsidered += day.files.length;
      await this.#share(day, upcoming, options);
      // What was waited for may have lasted until the end.
      this.#tools.pacer.check();
      yield* answers.batches({ ...day, limit: limit - this.#counts.matches });
      if (this.#counts.matches >= limit) return;
    }
  }

  /** Has other threads take part from now on, if what is left is worth it. */
  async #share(planned: PlannedDay, upcoming: UpcomingDays, options: JoinOptions): Promise<void> {
    const { conditions, logs, limit, signal } = this.#query;
    const { judge, pacer } = this.#tools;
    // A judge is a thread of its own already. With a limit the first day may be all that is wanted.
    if (this.#shared !== undefined || judge !== undefined) return;
    if (limit !== Infinity && this.#counts.bytesRead === 0) return;
    this.#shared = await this.#place.sharing.begin(
      { conditions, logs, options, counted: undefined },
      { planned, upcoming, pacer, signal, counts: this.#counts },
    );
  }

  #context(time: TimeRange): ContextQuery | undefined {
    const { before, after, conditions, logs, contextDelivery } = this.#query;
    if (before === 0 && after === 0) return undefined;
    const { phones } = conditions;
    const options = { parsesEveryLine: true };
    const reach = new JobFilters({ conditions: { ...NO_CONDITIONS, phones }, logs, options });
    const shown = contextDelivery && deliveryFilter(contextDelivery);
    const isShown: ContextQuery["isShown"] = (entry, file) => shown?.matches(entry, file) ?? true;
    return { before, after, filters: reach.of(time).byLog, isShown };
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
      elapsedMs: monotonicMs() - this.#beganMs,
      plan: this.#plan,
    };
    onReport(this.#counts.report(frame, (file, at) => lineNumberAt(this.#place.dir, file, at)));
  }
}
