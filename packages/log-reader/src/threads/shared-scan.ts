import type { Pacer } from "../pacer.ts";
import { batchesOfRest, type FileBatch } from "../plan/file-batch.ts";
import type { PlannedDay, UpcomingDays } from "../plan/planned-day.ts";
import { BatchCutter } from "./batch-cutter.ts";
import { prepareJob, type JobScan } from "./job-scan.ts";
import type { BatchResult, ScanJob } from "./scan-job.ts";
import type { ScanThread } from "./scan-thread.ts";
import type { ScanThreads } from "./scan-threads.ts";

/**
 * Enough that a thread has work while this one is busy for a batch of its own: with two it waits for a tenth
 * of the time, since the last batch of a day may be short.
 */
const BATCHES_PER_THREAD = 3;
/** How much that was found may wait for those who asked: with it memory is bounded. */
const AHEAD_BYTES = 8 * 1024 * 1024;
/** Days are planned so far ahead. */
const AHEAD_DAYS = 62;

/** A batch in its place among those of its day. */
interface Slot {
  readonly day: SlotDay;
  readonly batch: FileBatch;
  state: "waiting" | "out" | "done";
  result: BatchResult | undefined;
}

interface SlotDay {
  readonly planned: PlannedDay;
  readonly cutter: BatchCutter;
  /** Those cut and not yet taken, in the order of files and offsets. */
  readonly slots: Slot[];
}

/** A thread, as a shared scan sees it. */
export type SharingThread = Pick<
  ScanThread,
  "isReady" | "waiting" | "begin" | "scan" | "end" | "keepAlive"
>;

/** Where a shared scan has its threads from. */
export interface ThreadPool extends Pick<ScanThreads, "nextJob" | "giveBack"> {
  take(): readonly SharingThread[];
}

/** What a shared scan is told besides its job. */
export interface SharedScanOptions {
  /** The days that will be asked for after the first one, in this order. */
  readonly upcoming: UpcomingDays;
  readonly pacer: Pacer;
  readonly signal: AbortSignal | undefined;
  /** A guess, until files have been read. */
  readonly bytesPerFile: number;
}

/**
 * Scans the days of one query in several threads, this one included. Batches are given out in order, so
 * far ahead as memory allows, and come back in order; who waits for one scans another meanwhile.
 */
export class SharedScan {
  readonly #pool: ThreadPool;
  readonly #threads: readonly SharingThread[];
  readonly #job: ScanJob;
  readonly #jobNumber: number;
  readonly #options: SharedScanOptions;
  readonly #own: JobScan;
  /** Those that have been begun and not finished, in order. */
  readonly #days: SlotDay[] = [];
  /** Batches that were cut and given to nobody. */
  readonly #waiting: Slot[] = [];
  /** Bytes that were found and not yet taken. */
  #heldBytes = 0;
  #foundBytes = 0;
  #doneBatches = 0;
  #readBytes = 0;
  #readFiles = 1;
  #wake: (() => void) | undefined;
  #isClosed = false;

  constructor(pool: ThreadPool, job: ScanJob, own: JobScan, options: SharedScanOptions) {
    this.#pool = pool;
    this.#threads = pool.take();
    this.#job = job;
    this.#jobNumber = pool.nextJob();
    this.#options = options;
    this.#own = own;
    this.#readBytes = options.bytesPerFile;
    for (const thread of this.#threads) {
      thread.begin(this.#jobNumber, job, () => this.#giveOut());
    }
  }

  /**
   * Scans the next day.
   * @yields what was found, in the order of its files
   */
  async *day(planned: PlannedDay): AsyncGenerator<BatchResult, void> {
    // The day before stays until here, so that those ahead are counted from it.
    if (this.#days[0]?.planned !== planned) this.#days.shift();
    const day = this.#days[0] ?? this.#begin(planned);
    for (;;) {
      this.#giveOut();
      const slot = day.slots[0] ?? this.#cut(day);
      if (slot === undefined) break;
      if (slot.state === "done" && slot.result !== undefined) {
        day.slots.shift();
        this.#heldBytes -= foundIn(slot.result);
        yield slot.result;
      } else {
        await this.#help(slot);
      }
    }
  }

  /** Ends the scan: what is still being done for it counts for nothing. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#own.close();
    for (const thread of this.#threads) thread.end(this.#jobNumber);
    this.#pool.giveBack();
    this.#wake?.();
  }

  #begin(planned: PlannedDay): SlotDay {
    const cutter = new BatchCutter(planned.files, this.#job.sizes);
    const day = { planned, cutter, slots: [] };
    this.#days.push(day);
    return day;
  }

  /** Gives every thread something to do. */
  #giveOut(): void {
    if (this.#isClosed) return;
    for (const thread of this.#threads) {
      while (thread.isReady && thread.waiting < BATCHES_PER_THREAD) {
        const slot = this.#next();
        if (slot === undefined) return;
        slot.state = "out";
        const task = { batch: slot.batch, time: slot.day.planned.time };
        thread.scan(this.#jobNumber, task, (result) => this.#done(slot, result));
      }
    }
  }

  /** Scans here, or waits for another thread if there is nothing to scan. */
  async #help(wanted: Slot): Promise<void> {
    const slot = wanted.state === "waiting" ? this.#take(wanted) : this.#next();
    if (slot === undefined) {
      await this.#arrival();
      return;
    }
    slot.state = "out";
    const steps = this.#own.run(slot.batch, slot.day.planned.time);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await this.#options.pacer.step();
    this.#done(slot, step.value);
    // Others' results are heard of between turns only.
    await this.#options.pacer.rest();
  }

  /** The first batch that nobody has been given, unless too much has been found ahead. */
  #next(): Slot | undefined {
    if (this.#isClosed || this.#isFull()) return undefined;
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) return waiting;
    for (let place = 0; ; place += 1) {
      const day = this.#days[place] ?? this.#beginAhead(place);
      if (day === undefined) return undefined;
      const slot = this.#cut(day);
      if (slot !== undefined) return this.#take(slot);
    }
  }

  #isFull(): boolean {
    const out = this.#threads.reduce((sum, { waiting }) => sum + waiting, 0);
    const expected = (out * this.#foundBytes) / Math.max(1, this.#doneBatches);
    return this.#heldBytes + expected >= AHEAD_BYTES;
  }

  #beginAhead(place: number): SlotDay | undefined {
    const planned = place > AHEAD_DAYS ? undefined : this.#options.upcoming.ahead(place - 1);
    return planned && this.#begin(planned);
  }

  #cut(day: SlotDay): Slot | undefined {
    const batch = day.cutter.next(this.#readBytes / this.#readFiles);
    if (batch === undefined) return undefined;
    const slot: Slot = { day, batch, state: "waiting", result: undefined };
    day.slots.push(slot);
    this.#waiting.push(slot);
    return slot;
  }

  #take(slot: Slot): Slot {
    this.#waiting.splice(this.#waiting.indexOf(slot), 1);
    return slot;
  }

  #done(slot: Slot, result: BatchResult | undefined): void {
    if (this.#isClosed) return;
    if (result === undefined) {
      // Its thread has failed: another will do it, this one if there is none.
      slot.state = "waiting";
      this.#waiting.unshift(slot);
    } else {
      slot.state = "done";
      slot.result = result;
      this.#heldBytes += foundIn(result);
      this.#foundBytes += foundIn(result);
      this.#doneBatches += 1;
      this.#readBytes += result.tally.bytesRead;
      this.#readFiles += result.tally.filesOpened;
      if (result.rest !== undefined) this.#keepRest(slot, result.rest);
    }
    this.#giveOut();
    this.#wake?.();
  }

  /** Puts what a thread has left of its batch behind it. */
  #keepRest({ day, batch }: Slot, rest: NonNullable<BatchResult["rest"]>): void {
    const batches = batchesOfRest(batch, rest, this.#job.sizes.batchBytes);
    const slots = batches.map((one): Slot => ({
      day,
      batch: one,
      state: "waiting",
      result: undefined,
    }));
    const place = day.slots.findIndex((slot) => slot.batch === batch);
    day.slots.splice(place + 1, 0, ...slots);
    this.#waiting.unshift(...slots);
  }

  /** Waits for a thread, or for an end of the query. */
  async #arrival(): Promise<void> {
    const { pacer, signal } = this.#options;
    pacer.check();
    const onAbort = (): void => this.#wake?.();
    signal?.addEventListener("abort", onAbort);
    for (const thread of this.#threads) thread.keepAlive(true);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
    for (const thread of this.#threads) thread.keepAlive(false);
    signal?.removeEventListener("abort", onAbort);
    pacer.check();
  }
}

/** What a result takes in memory, roughly. */
function foundIn({ lines, counted }: BatchResult): number {
  const countedBytes = counted === undefined ? 0 : 64 * 1024;
  if (lines === undefined) return countedBytes;
  return countedBytes + lines.times.length * 32 + (lines.bytes?.length ?? 0);
}

/** Begins to share a job among the threads of a pool. */
export async function shareScan(
  pool: ThreadPool,
  job: ScanJob,
  options: SharedScanOptions,
): Promise<SharedScan> {
  return new SharedScan(pool, job, await prepareJob(job), options);
}
