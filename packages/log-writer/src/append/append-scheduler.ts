import { systemErrorCode } from "@org/log-core";
import { FileGoneError, NotSyncedError, type AppendResult } from "./day-file.ts";
import type { DayStream } from "./day-stream.ts";
import { Fifo } from "./fifo.ts";
import { failWaiters, settleWaiters } from "./flush-waiters.ts";
import { MAX_GATHERED_BYTES } from "./line-queue.ts";
import type { OpenFiles } from "./open-files.ts";
import type { Target } from "./target.ts";

/**
 * Appends under way at once. Few, so that lines gather until a file's turn comes: a visit costs as much
 * as making ten lines. The thread pool has four threads; the bot's own calls find one free.
 */
const IN_FLIGHT = 3;
/** So many when much waits already: twice the threads, which keeps them busy. */
const IN_FLIGHT_UNDER_PRESSURE = 8;
const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 2000;
/** Tries in a row without a byte written after which a file is not tried at once any more when asked. */
const MAX_BARREN_TRIES = 4;
/** What it is given then: whoever flushes in a loop waits for the disk, and not the disk for him. */
const BARREN_PAUSE_MS = 50;

/** What the scheduler asks and tells the writer. */
export interface SchedulerEvents {
  /** Whether so much waits that callers will soon be asked to wait. */
  isPressed(): boolean;
  /**
   * Sees before a file is written that the folder is known. What a target has may go to another one
   * then.
   * @returns why nothing can be written now
   */
  prepare(): Error | null;
  /** Lines that are in their file, which has `fileBytes` now. */
  written(target: Target, lines: number, bytes: number, fileBytes: number): void;
  /** A file could not be written; its lines wait and are tried again. Said once for each round. */
  failed(error: Error): void;
}

/**
 * Decides when which file is written. There is no timer and no flush interval: a file is written on
 * the next turn of the event loop, with everything it has by then. When the disk is slower than the
 * bot, more gathers until a file's turn comes, so that batches grow by themselves.
 */
export class AppendScheduler {
  readonly #files: OpenFiles;
  readonly #events: SchedulerEvents;
  readonly #elapsedMs: () => number;
  readonly #ready = new Fifo<Target>();
  #inFlight = 0;
  #turnPlanned = false;
  readonly #parked = new Set<Target>();
  /** Files whose last try failed: one that always fails must not have all tried again at once. */
  readonly #failing = new Map<Target, Failures>();
  readonly #scratch: Buffer[] = [];
  #retryMs = FIRST_RETRY_MS;
  #retryTimer: NodeJS.Timeout | undefined;
  /** Set when nothing is to be begun any more; called when nothing is under way either. */
  #stopped: (() => void) | undefined;

  constructor(files: OpenFiles, events: SchedulerEvents, elapsedMs: () => number) {
    this.#files = files;
    this.#events = events;
    this.#elapsedMs = elapsedMs;
  }

  /** Files that wait for the file system to recover. */
  get parked(): ReadonlySet<Target> {
    return this.#parked;
  }

  /** Says that a target has lines. */
  add(target: Target): void {
    if (target.state !== "idle") return;
    target.state = "queued";
    this.#ready.push(target);
    this.#planTurn();
  }

  /**
   * Tries the parked files again without waiting for their time: at once, or after a short pause where
   * that has just been tried a few times and nothing of the file was written.
   */
  retryNow(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    const nowMs = this.#elapsedMs();
    let pauseMs = 0;
    for (const target of this.#parked) {
      const leftMs = pauseLeftMs(this.#failing.get(target), nowMs);
      if (leftMs <= 0) this.#unpark(target);
      else pauseMs = Math.max(pauseMs, leftMs);
    }
    // Somebody waits for it, so this timer keeps the process.
    if (pauseMs > 0) this.#retryTimer = setTimeout(() => this.#retryParked(), pauseMs);
    if (this.#ready.length > 0) this.#planTurn();
  }

  /** Begins nothing any more, and resolves when what is under way has ended, well or not. */
  stop(): Promise<void> {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    return new Promise((resolve) => {
      this.#stopped = resolve;
      if (this.#inFlight === 0) resolve();
    });
  }

  #retryParked(): void {
    this.#retryTimer = undefined;
    for (const target of this.#parked) this.#unpark(target);
    if (this.#ready.length > 0) this.#planTurn();
  }

  #unpark(target: Target): void {
    this.#parked.delete(target);
    target.state = "queued";
    this.#ready.push(target);
  }

  #planTurn(): void {
    if (this.#turnPlanned) return;
    this.#turnPlanned = true;
    setImmediate(() => {
      this.#turnPlanned = false;
      this.#turn();
    });
  }

  /** Starts as many appends as may be under way. */
  #turn(): void {
    if (this.#stopped !== undefined) return;
    const most = this.#events.isPressed() ? IN_FLIGHT_UNDER_PRESSURE : IN_FLIGHT;
    while (this.#inFlight < most) {
      const target = this.#ready.shift();
      if (target === undefined) return;
      this.#visit(target);
    }
  }

  #visit(target: Target): void {
    target.state = "busy";
    target.usedAtMs = this.#elapsedMs();
    this.#inFlight += 1;
    const notReady = this.#events.prepare();
    if (notReady !== null) return this.#settleError(target, notReady);
    // A file that gets no line is not to be made.
    if (target.queue.bytes === 0) return this.#leave(target);
    this.#files.acquire(target, (error, stream) => {
      if (stream === undefined) return this.#settleError(target, error ?? new Error("not opened"));
      this.#write(target, stream);
    });
  }

  #write(target: Target, stream: DayStream): void {
    // Written at an exit that did not happen, or while its file was being opened.
    if (target.queue.bytes === 0) return this.#leave(target);
    const scratch = target.queue.isScattered ? this.#takeScratch() : undefined;
    const chunk = target.queue.front(scratch);
    stream.append(chunk, (result) => {
      if (scratch !== undefined) this.#scratch.push(scratch);
      if (result.error instanceof NotSyncedError) {
        // In the file, but not on the platter: whoever waits for that must know.
        failWaiters(target, result.error);
        this.#events.failed(result.error);
        return this.#settle(target, { ...result, error: null });
      }
      this.#settle(target, result);
    });
  }

  /** A buffer to put a chunk together in: as many as there are writes under way, used again and again. */
  #takeScratch(): Buffer {
    return this.#scratch.pop() ?? Buffer.allocUnsafeSlow(MAX_GATHERED_BYTES);
  }

  #settle(target: Target, result: AppendResult): void {
    if (result.writtenBytes > 0) {
      this.#failing.delete(target);
      const lines = target.queue.consume(result.writtenBytes);
      // Before the event, which may add lines and waiters for them.
      settleWaiters(target, lines);
      this.#events.written(target, lines, result.writtenBytes, result.fileBytes);
    }
    if (result.error instanceof FileGoneError) return this.#reopen(target);
    if (result.error !== null) return this.#settleError(target, result.error);
    this.#leave(target);
  }

  /** The file was deleted or renamed under us: what comes next goes to a new one, at once. */
  #reopen(target: Target): void {
    this.#files.release(target, () => this.#leave(target));
  }

  #settleError(target: Target, error: Error): void {
    this.#inFlight -= 1;
    if (isOutOfDescriptors(error)) this.#files.shrink();
    target.state = "parked";
    this.#parked.add(target);
    const tries = (this.#failing.get(target)?.tries ?? 0) + 1;
    this.#failing.set(target, { tries, lastAtMs: this.#elapsedMs() });
    if (target.stream?.isBroken === true) this.#files.release(target);
    // It may wait for long; the memory it shares with others must not wait with it.
    target.queue.setAside();
    failWaiters(target, error);
    this.#files.relieve();
    this.#planRetry(error);
    this.#next();
  }

  #leave(target: Target): void {
    this.#inFlight -= 1;
    target.state = target.queue.bytes > 0 ? "queued" : "idle";
    if (target.state === "queued") this.#ready.push(target);
    this.#failing.delete(target);
    if (this.#failing.size === 0) this.#retryMs = FIRST_RETRY_MS;
    this.#files.relieve();
    this.#next();
  }

  #next(): void {
    if (this.#ready.length > 0) this.#planTurn();
    if (this.#inFlight === 0) this.#stopped?.();
  }

  #planRetry(error: Error): void {
    if (this.#retryTimer !== undefined) return;
    this.#events.failed(error);
    // Whoever was told may have asked for a retry or the end.
    if (this.#stopped !== undefined || this.#retryTimer !== undefined) return;
    this.#retryTimer = setTimeout(() => this.#retryParked(), this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS);
  }
}

/** Tries of a file that came to nothing, one after the other. */
interface Failures {
  readonly tries: number;
  readonly lastAtMs: number;
}

function pauseLeftMs(failures: Failures | undefined, nowMs: number): number {
  if (failures === undefined || failures.tries < MAX_BARREN_TRIES) return 0;
  return failures.lastAtMs + BARREN_PAUSE_MS - nowMs;
}

function isOutOfDescriptors(error: Error): boolean {
  const code = systemErrorCode(error);
  return code === "EMFILE" || code === "ENFILE";
}
