import { isMainThread } from "node:worker_threads";
import type { Calendar, CalendarDay, LogKind } from "@org/log-core";
import type { LogFolder } from "../folder/log-folder.ts";
import { directIo, poolIo, type AppendIo } from "./append-io.ts";
import { AppendScheduler } from "./append-scheduler.ts";
import { DayStreams, type DayStream } from "./day-stream.ts";
import { drainAtExit } from "./exit-drain.ts";
import { FileOpener } from "./file-opener.ts";
import { failWaiters, settleWaiters } from "./flush-waiters.ts";
import { OpenFiles } from "./open-files.ts";
import { reroute } from "./reroute.ts";
import { SlabPool } from "./slab-pool.ts";
import type { Target } from "./target.ts";
import { TargetMap } from "./target-map.ts";

/**
 * From this much in one turn of the event loop on the caller is asked to wait, so that other work gets
 * its turn: about 35 ms of logging.
 */
const TURN_BYTES = 2 * 1024 * 1024;
/**
 * From this much in memory on too, so that it does not fill up. What waits makes the appends large:
 * with an eighth of this, 1,000 phones cost two thirds more CPU an entry.
 */
const HIGH_WATER_BYTES = 16 * 1024 * 1024;

/** What an appender needs to know. */
export interface AppenderOptions {
  readonly folder: LogFolder;
  readonly instance: string | undefined;
  readonly maxOpenFiles: number;
  readonly idleCloseMs: number;
  readonly maxBufferedBytes: number;
  readonly maxFileBytes: number | undefined;
  readonly durability: "write" | "fsync";
  readonly elapsedMs: () => number;
}

/** What an appender tells the writer. */
export interface AppenderEvents {
  /** A file could not be written; `waiting` lines are kept and tried again. */
  failed(error: Error, waiting: number): void;
  /** The buffer is full: the first line was dropped. */
  dropped(): void;
  /** The buffer has room again after `lines` were dropped. */
  recovered(lines: number): void;
}

/** How an appender stands. */
export interface AppenderCounts {
  readonly accepted: number;
  readonly written: number;
  readonly dropped: number;
  /** Bytes of lines that wait. */
  readonly bufferedBytes: number;
  readonly openFiles: number;
}

/** What could not be written before the end. */
export interface Losses {
  readonly entries: number;
  /** Lines that say which ids are one person. */
  readonly aliases: number;
}

/** What a drain could not write. */
export interface Drainage {
  /** Lines that stay in memory. */
  readonly left: number;
  /** The first error of the drain itself, or that the disk does not say that it holds what was written. */
  readonly error: Error | undefined;
}

/**
 * Takes lines for day files and gets them there: memory, files and their order in one place. What the
 * caller sees is in `docs/decisions/0004-append-protocol.md`: no line is lost while the process lives
 * and the buffer has room, and none is written twice.
 */
export class Appender {
  readonly #options: AppenderOptions;
  readonly #events: AppenderEvents;
  readonly #io: AppendIo;
  readonly #pool: SlabPool;
  readonly #highWaterBytes: number;
  readonly #targets: TargetMap;
  readonly #opener: FileOpener;
  readonly #streams: DayStreams;
  readonly #files: OpenFiles;
  readonly #scheduler: AppendScheduler;
  /** Targets with lines that are not in their file yet. */
  #pending = new Set<Target>();
  /** The calendar that lines have been given their day by; not set any more once the folder is known. */
  #assumed: Calendar | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #accepted = 0;
  #written = 0;
  #dropped = 0;
  #droppedUnsaid = 0;
  /** Lines of the writer's own that wait. */
  #ownLines = 0;
  #bufferedBytes = 0;
  /** Bytes taken since the event loop last had its turn. */
  #turnBytes = 0;

  constructor(options: AppenderOptions, events: AppenderEvents) {
    this.#options = options;
    this.#events = events;
    this.#assumed = options.folder.calendar;
    // A worker's queued calls are cancelled when it exits; what is written at once is not.
    this.#io = isMainThread ? poolIo : directIo;
    this.#pool = new SlabPool(options.maxBufferedBytes);
    // A small buffer asks before it is full, too.
    this.#highWaterBytes = Math.min(HIGH_WATER_BYTES, options.maxBufferedBytes / 2);
    this.#targets = new TargetMap(this.#pool, options.instance);
    this.#opener = new FileOpener(options);
    this.#streams = new DayStreams((error) => events.failed(error, this.#waiting()));
    this.#files = new OpenFiles(
      options.maxOpenFiles,
      (target, done) => this.#openStream(target, done),
      (target) => this.#closed(target),
    );
    this.#scheduler = new AppendScheduler(
      this.#files,
      {
        written: (target, lines, bytes, fileBytes) => {
          this.#written += lines;
          this.#bufferedBytes -= bytes;
          this.#settle(target, fileBytes);
        },
        failed: (error) => events.failed(error, this.#waiting()),
        prepare: () => this.#prepare(),
        isPressed: () => this.#bufferedBytes >= this.#highWaterBytes / 2,
      },
      options.elapsedMs,
    );
  }

  /** How it stands now. */
  counts(): AppenderCounts {
    return {
      accepted: this.#accepted,
      written: this.#written,
      dropped: this.#dropped,
      bufferedBytes: this.#bufferedBytes,
      openFiles: this.#files.count,
    };
  }

  /**
   * Takes one line, line feed included, for a day file.
   * @returns false if the caller should wait: much is buffered, or the line was dropped
   */
  append(log: LogKind, key: string, day: CalendarDay, line: string): boolean {
    if (this.#put(() => this.#targets.get(log, key, day), line) === undefined) {
      this.#drop();
      return false;
    }
    this.#accepted += 1;
    return this.#turnBytes < TURN_BYTES && this.#bufferedBytes < this.#highWaterBytes;
  }

  /** Takes a line of the writer's own, which is in no count: nobody has offered it. */
  appendOwn(log: LogKind, key: string, day: CalendarDay, line: string): void {
    this.#putOwn(() => this.#targets.get(log, key, day), line);
  }

  /**
   * Takes a line for the folder's aliases, which is in no count either.
   * @returns false if there was no room for it
   */
  appendAlias(line: string): boolean {
    return this.#putOwn(() => this.#targets.aliases(), line);
  }

  /** Whether lines for the folder's aliases are not in their file yet. */
  get holdsAliases(): boolean {
    return this.#targets.aliases().queue.entries > 0;
  }

  /**
   * Resolves when everything taken so far is in its file.
   * @returns the first error if something could not be written; it is kept and tried again
   */
  async flush(): Promise<Error | null> {
    const settled = [...this.#pending].map(
      (target) =>
        new Promise<Error | null>((resolve) => {
          target.waiters.push({ lines: target.queue.entries, done: resolve });
        }),
    );
    this.#scheduler.retryNow();
    const errors = await Promise.all(settled);
    return errors.find((error) => error !== null) ?? null;
  }

  /** Writes what is left at once and closes every file. Returns what is lost. */
  async close(): Promise<Losses> {
    clearInterval(this.#idleTimer);
    // First, so that nothing is under way that would write, or be counted, after the drain.
    await this.#scheduler.stop();
    const { left } = this.drain();
    await new Promise<void>((resolve) => this.#files.releaseAll(resolve));
    const entries = left - this.#ownLines;
    const aliases = this.#targets.aliases().queue.entries;
    this.#dropped += entries;
    this.#accepted -= entries;
    for (const target of this.#pending) {
      target.queue.clear();
      // Whoever has asked meanwhile is not to wait for ever.
      failWaiters(target, new Error("the writer was closed"));
    }
    this.#pending.clear();
    this.#bufferedBytes = 0;
    return { entries, aliases };
  }

  /** Writes what is left without the event loop, at exit. */
  drain(): Drainage {
    let left = 0;
    let error: Error | undefined;
    // What it says is said again for each file.
    if (this.#pending.size > 0) this.#prepare();
    for (const target of this.#pending) {
      error ??= this.#drainOne(target);
      left += target.queue.entries;
      if (target.queue.entries === 0 && target.state !== "busy") this.#pending.delete(target);
    }
    return { left, error };
  }

  /**
   * Sees that the folder is known before anything is written. If that could not be said at the start
   * and it has another zone than assumed, the days of what has waited are others, too.
   */
  #prepare(): Error | null {
    const { folder } = this.#options;
    try {
      folder.prepare();
    } catch (error) {
      return error as Error;
    }
    const assumed = this.#assumed;
    this.#assumed = undefined;
    if (assumed !== undefined && assumed !== folder.calendar) this.#reroute(folder.calendar);
    return null;
  }

  #reroute(calendar: Calendar): void {
    this.#pending = reroute(this.#pending, this.#targets, calendar);
    for (const target of this.#pending) this.#scheduler.add(target);
  }

  #drainOne(target: Target): Error | undefined {
    try {
      const { lines, bytes, notSynced } = drainAtExit(target, this.#opener);
      this.#written += lines;
      this.#bufferedBytes -= bytes;
      if (notSynced !== undefined) failWaiters(target, notSynced);
      settleWaiters(target, lines);
      return notSynced;
    } catch (error) {
      // The others are drained all the same; what this one has left is counted as lost.
      return error as Error;
    }
  }

  #putOwn(find: () => Target, line: string): boolean {
    const target = this.#put(find, line);
    if (target === undefined) return false;
    this.#ownLines += 1;
    this.#uncount(target);
    return true;
  }

  /** @param find finds the target, once there is room for the line */
  #put(find: () => Target, line: string): Target | undefined {
    const placed = this.#pool.place(line);
    if (placed === undefined) return undefined;
    const target = find();
    target.queue.push(placed);
    this.#count(placed.end - placed.start);
    // Not only when it is idle: a drain at an exit that did not happen may have emptied it meanwhile.
    if (target.queue.entries === 1) this.#pending.add(target);
    if (target.state !== "idle") return target;
    this.#scheduler.add(target);
    this.#watchIdleFiles();
    return target;
  }

  #count(bytes: number): void {
    this.#bufferedBytes += bytes;
    if (this.#turnBytes === 0) setImmediate(() => (this.#turnBytes = 0));
    this.#turnBytes += bytes;
  }

  /** Takes the line that was added last off the count in the moment in which it is written. */
  #uncount(target: Target): void {
    target.waiters.push({
      lines: target.queue.entries,
      done: (error) => {
        if (error !== null) return this.#uncount(target);
        this.#ownLines -= 1;
        this.#written -= 1;
      },
    });
  }

  #openStream(
    target: Target,
    done: (error: Error | null, stream: DayStream | undefined) => void,
  ): void {
    this.#opener.open(target, this.#io, (error, file) => {
      if (file === undefined) return done(error, undefined);
      done(null, this.#streams.over(file));
    });
  }

  #settle(target: Target, fileBytes: number): void {
    if (target.queue.entries === 0) this.#pending.delete(target);
    if (this.#opener.isFull(target.name, fileBytes)) this.#files.release(target);
    this.#sayRecovered();
  }

  #closed(target: Target): void {
    if (target.state !== "idle" || target.stream !== undefined) return;
    this.#targets.forget(target.name);
  }

  #drop(): void {
    this.#dropped += 1;
    this.#droppedUnsaid += 1;
    if (this.#droppedUnsaid === 1) this.#events.dropped();
  }

  #waiting(): number {
    return this.#accepted - this.#written;
  }

  #sayRecovered(): void {
    if (this.#droppedUnsaid === 0) return;
    if (this.#pool.heldBytes > this.#options.maxBufferedBytes / 2) return;
    const lines = this.#droppedUnsaid;
    this.#droppedUnsaid = 0;
    this.#events.recovered(lines);
  }

  #watchIdleFiles(): void {
    if (this.#idleTimer !== undefined) return;
    const { idleCloseMs, elapsedMs } = this.#options;
    this.#idleTimer = setInterval(
      () => {
        this.#files.recover();
        this.#files.releaseIdle(elapsedMs() - idleCloseMs);
        if (this.#files.count > 0 || this.#pending.size > 0) return;
        clearInterval(this.#idleTimer);
        this.#idleTimer = undefined;
      },
      Math.max(Math.floor(idleCloseMs / 3), 1),
    ).unref();
  }
}
