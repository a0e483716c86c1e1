import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import {
  isAliasFile,
  isCalendarDay,
  isLogError,
  isLogRoot,
  logRoot,
  SETTINGS_FILE,
  type Calendar,
  type CalendarDay,
  type LogEntry,
} from "@org/log-core";
import { AppendedEntries } from "./follow/appended-entries.ts";
import type { FollowedFile } from "./follow/followed-file.ts";
import { liveDays } from "./follow/live-days.ts";
import { mergeByTime } from "./follow/merge-by-time.ts";
import { sweepPauseMs, SweepTimer } from "./follow/sweep-timer.ts";
import { FollowedPersons } from "./followed-persons.ts";
import { locationOf } from "./location.ts";
import { monotonicMs } from "./monotonic-ms.ts";
import { Pacer } from "./pacer.ts";
import { comparePlannedFiles } from "./plan/planned-file.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { QueryCounts } from "./query-counts.ts";
import { QueryRun, type QueryPlace } from "./query-run.ts";
import { createRegexJudge, type RegexJudge } from "./regex/regex-judge.ts";
import { AppendedLineReader } from "./source/appended-lines.ts";
import { FolderWatch } from "./source/folder-watch.ts";
import { lineNumberAt } from "./source/line-number.ts";
import { LiveFiles } from "./source/live-files.ts";
import { readFolderSettings } from "./source/log-folder.ts";

/** Yesterday's files hardly grow any more: they are looked at in one of so many sweeps. */
const SWEEPS_OF_ALL = 6;
/** What is written within this time is given in the order of time, across files. */
const ROUND_MS = 20;
/** Linux drops events beyond 16,384 that wait: so many at once, and some may be missing. */
const MANY_EVENTS = 8192;
/** Raw bytes held at once, shared by the files that have grown. */
const HELD_BYTES = 4 * 1024 * 1024;
const MIN_CHUNK_BYTES = 4 * 1024;
const MAX_CHUNK_BYTES = 256 * 1024;
const BATCH_ENTRIES = 64;

/** Follows files as they grow, round by round: what has grown is read and given in the order of time. */
export class FollowRun implements AsyncGenerator<LogEntry, void, undefined> {
  readonly #place: QueryPlace;
  readonly #query: ResolvedQuery;
  readonly #last: number;
  readonly #counts = new QueryCounts();
  readonly #pacer: Pacer;
  readonly #persons: FollowedPersons;
  readonly #files: LiveFiles;
  readonly #judge: RegexJudge | undefined;
  readonly #reader: AppendedLineReader;
  readonly #watch: FolderWatch;
  readonly #entries: AsyncGenerator<LogEntry, void, undefined>;
  readonly #onAbort = (): void => this.#release();
  #timeZone: string | undefined;
  #calendar: Calendar | undefined;
  readonly #sweepTimer = new SweepTimer(() => this.#onSweepTime());
  #timedSweeps = 0;
  #isSweepDue = false;
  /** Whether the next sweep looks at yesterday too. */
  #isAllDue = false;
  #isStopped = false;
  #eventsInRound = 0;
  #roundBeganMs = -Infinity;
  #beganMs = 0;
  #wake: () => void = () => undefined;

  constructor(place: QueryPlace, query: ResolvedQuery, last: number) {
    this.#place = place;
    this.#query = query;
    this.#last = last;
    this.#pacer = new Pacer(() => query.signal?.throwIfAborted());
    const { conditions } = query;
    this.#persons = new FollowedPersons(place.dir, query);
    this.#judge =
      conditions.regex &&
      createRegexJudge(conditions.regex, {
        budgetMs: place.regexBudgetMs,
        signal: query.signal,
      });
    this.#files = new LiveFiles(place.dir, this.#persons.selection, this.#counts);
    this.#reader = new AppendedLineReader(place.dir, this.#counts);
    this.#watch = new FolderWatch(place.dir, (folder, name) => this.#onChange(folder, name));
    this.#entries = this.#run();
  }

  next(): Promise<IteratorResult<LogEntry, void>> {
    return this.#entries.next();
  }

  // A generator would wait here until an entry comes that it is waiting for: perhaps for ever.
  return(): Promise<IteratorResult<LogEntry, void>> {
    this.close();
    return this.#entries.return();
  }

  throw(error: unknown): Promise<IteratorResult<LogEntry, void>> {
    this.close();
    return this.#entries.throw(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** Ends the run at once, and quietly: it has no end of its own that it could have missed. */
  close(): void {
    this.#isStopped = true;
    this.#release();
  }

  #release(): void {
    this.#sweepTimer.stop();
    this.#persons.close();
    this.#watch.close();
    this.#wake();
  }

  async *#run(): AsyncGenerator<LogEntry, void, undefined> {
    if (this.#isStopped) return;
    const { signal, limit } = this.#query;
    this.#place.checkOpen();
    signal?.throwIfAborted();
    this.#place.running.add(this);
    signal?.addEventListener("abort", this.#onAbort);
    try {
      this.#begin();
      for await (const batch of this.#batches()) {
        for (const entry of this.#counted(batch)) yield entry;
        if (this.#isStopped || this.#counts.entries >= limit) return;
        await this.#pacer.step();
      }
    } finally {
      signal?.removeEventListener("abort", this.#onAbort);
      this.#place.running.delete(this);
      this.#release();
      this.#judge?.close();
      this.#report();
    }
  }

  *#counted(batch: Iterable<LogEntry>): Generator<LogEntry, void> {
    for (const entry of batch) {
      this.#counts.entries += 1;
      yield entry;
      this.#pacer.check();
      if (this.#isStopped || this.#counts.entries >= this.#query.limit) return;
    }
  }

  // Without a step for others in between: what is written after the first `next()` is new.
  #begin(): void {
    this.#beganMs = monotonicMs();
    this.#readSettings();
    this.#persons.begin(this.#place.clock.now(), this.#counts);
    this.#files.select(this.#persons.selection);
    const isWatched = this.#arm();
    Array.from(this.#files.survey());
    this.#sweepTimer.start(sweepPauseMs(isWatched, 0));
  }

  #onSweepTime(): void {
    this.#timedSweeps += 1;
    this.#isSweepDue = true;
    if (this.#timedSweeps % SWEEPS_OF_ALL === 0) this.#isAllDue = true;
    this.#wake();
  }

  async *#batches(): AsyncGenerator<Iterable<LogEntry>, void> {
    if (this.#last > 0) yield await this.#newestEntries();
    while (!this.#isStopped) {
      this.#pacer.check();
      if (this.#isSweepDue) await this.#sweep();
      if (this.#files.hasChanged) yield* this.#round();
      else if (!this.#isSweepDue) await this.#event();
    }
  }

  /** Waits until something happens. */
  async #event(): Promise<void> {
    if (this.#isStopped || this.#query.signal?.aborted === true) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  // Everything that has been appended up to now, in the order of time.
  async *#round(): AsyncGenerator<Iterable<LogEntry>, void> {
    const waitMs = this.#roundBeganMs + ROUND_MS - monotonicMs();
    // At the least until the events that wait with the first one have been told.
    await (waitMs > 0 ? sleep(waitMs) : setImmediate());
    this.#roundBeganMs = monotonicMs();
    if (this.#eventsInRound > MANY_EVENTS) this.#dueAll();
    this.#eventsInRound = 0;
    const grown = await this.#readGrown(this.#files.takeChanged());
    yield* mergeByTime(grown, BATCH_ENTRIES);
    for (const { file, isMore, isGone } of grown) {
      if (isGone) this.#files.drop(file);
      else if (isMore) this.#files.keepChanged(file);
    }
  }

  async #readGrown(files: FollowedFile[]): Promise<AppendedEntries[]> {
    const share = Math.floor(HELD_BYTES / files.length);
    const source = {
      read: (file: FollowedFile, maxBytes: number) => this.#reader.read(file, maxBytes),
      counts: this.#counts,
      judge: this.#judge,
      maxBytes: Math.min(Math.max(share, MIN_CHUNK_BYTES), MAX_CHUNK_BYTES),
    };
    const grown: AppendedEntries[] = [];
    for (const file of files.toSorted((a, b) => comparePlannedFiles(a.planned, b.planned))) {
      const filter = this.#persons.filters.of(file.planned);
      if (filter === undefined) continue;
      const entries = new AppendedEntries(file, filter, source);
      await entries.refill();
      grown.push(entries);
      await this.#pacer.step();
    }
    return grown;
  }

  #dueAll(): void {
    this.#isSweepDue = true;
    this.#isAllDue = true;
  }

  async #sweep(): Promise<void> {
    const isAll = this.#isAllDue;
    this.#isSweepDue = false;
    this.#isAllDue = false;
    this.#rereadSettings();
    if (this.#persons.refresh()) this.#followMore();
    const beganMs = monotonicMs();
    const isWatched = this.#arm();
    const [yesterday] = this.#liveDays();
    for (const _file of this.#files.survey(isAll ? undefined : yesterday))
      if (this.#pacer.isDue()) await this.#pacer.rest();
    this.#sweepTimer.start(sweepPauseMs(isWatched, monotonicMs() - beganMs));
  }

  #readSettings(): void {
    this.#timeZone = readFolderSettings(this.#place.dir).timeZone;
    this.#calendar = this.#place.calendarOf(this.#timeZone);
  }

  /** The folder may have been removed and made again, in another zone even. */
  #rereadSettings(): void {
    try {
      this.#readSettings();
    } catch (error) {
      // Missing or unreadable for now: what was known goes on until it is back.
      if (!isLogError(error)) throw error;
    }
  }

  /** An id has turned out to be a followed person's. */
  #followMore(): void {
    this.#files.select(this.#persons.selection);
    this.#dueAll();
    this.#wake();
  }

  /** Watches the log's folder, what holds the days, and the days that are followed now. */
  #arm(): boolean {
    const days = this.#files.follow(this.#liveDays());
    const roots = new Set(this.#query.logs.map(logRoot));
    return this.#watch.arm(["", ...roots, ...days]);
  }

  #liveDays(): CalendarDay[] {
    if (this.#calendar === undefined) return [];
    return liveDays(this.#calendar, this.#place.clock.now());
  }

  #onChange(folder: string, name: string | undefined): void {
    this.#eventsInRound += 1;
    if (name !== undefined && this.#files.isLive(folder)) this.#files.touch(folder, name);
    else if (folder === "" && name !== undefined && isAliasFile(name)) {
      return this.#persons.refreshSoon(() => this.#followMore());
    } else if (name === undefined || this.#isOfFolders(folder, name)) this.#dueAll();
    else return;
    this.#wake();
  }

  /** Whether a name says that folders which are followed have come or gone; links change all the time. */
  #isOfFolders(folder: string, name: string): boolean {
    if (folder === "") return isLogRoot(name) || name === SETTINGS_FILE;
    return isCalendarDay(name) && this.#liveDays().includes(name);
  }

  /** The newest entries of before the start, oldest first. */
  async #newestEntries(): Promise<LogEntry[]> {
    const place = { ...this.#place, running: new Set<Pick<QueryRun, "close">>() };
    const query: ResolvedQuery = {
      ...this.#query,
      time: {},
      order: "desc",
      limit: this.#last,
      onReport: undefined,
    };
    const newest: LogEntry[] = [];
    for await (const entry of new QueryRun(place, query, this.#counts).entries()) {
      if (this.#isStopped) return [];
      if (!this.#isStillToCome(entry)) newest.push(entry);
    }
    this.#counts.entries = 0;
    return newest.toReversed();
  }

  /** Whether an entry is one that following its file will give. */
  #isStillToCome(entry: LogEntry): boolean {
    const location = locationOf(entry);
    if (location === undefined) return false;
    const at = location.file.lastIndexOf("/");
    const folder = location.file.slice(0, at);
    if (!this.#files.isLive(folder)) return false;
    const file = this.#files.find(folder, location.file.slice(at + 1));
    if (file === undefined) return true;
    this.#reader.settle(file);
    return location.offset >= file.position;
  }

  #report(): void {
    const timeZone = this.#timeZone;
    // Without the folder's settings nothing was looked at: there is an error and nothing to report.
    if (this.#query.onReport === undefined || timeZone === undefined) return;
    const days = this.#liveDays();
    const frame = {
      timeZone,
      firstDay: days[0],
      lastDay: days.at(-1),
      elapsedMs: monotonicMs() - this.#beganMs,
      plan: [],
    };
    const { dir } = this.#place;
    this.#query.onReport(this.#counts.report(frame, (file, at) => lineNumberAt(dir, file, at)));
  }
}
