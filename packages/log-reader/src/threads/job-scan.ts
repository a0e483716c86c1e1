import type { LogKind } from "@org/log-core";
import type { FileBatch } from "../plan/file-batch.ts";
import type { TimeRange } from "../query/time-range.ts";
import { BatchTally } from "../scan/batch-tally.ts";
import { readBatch } from "../source/batch-reading.ts";
import type { BlockSink } from "../source/block-sink.ts";
import { FileScan } from "../source/file-scan.ts";
import { findingWork } from "./finding-work.ts";
import type { BatchResult, ScanJob } from "./scan-job.ts";

/** What is done with the lines of the files that are read. */
export interface BatchWork {
  /** Begins a batch whose lines are to be of some time. */
  begin(time: TimeRange): ReadonlyMap<LogKind, BlockSink>;
  /** What came of the batch. */
  found(): Pick<BatchResult, "lines" | "counted">;
}

/** Does the batches of one job in one thread, whichever that is. */
export class JobScan {
  readonly #batchBytes: number;
  readonly #tally: BatchTally;
  readonly #work: BatchWork;
  readonly #scan: FileScan;

  constructor({ dir, sizes }: ScanJob, tally: BatchTally, work: BatchWork) {
    const { readBytes, batchBytes } = sizes;
    this.#batchBytes = batchBytes;
    this.#tally = tally;
    this.#work = work;
    this.#scan = new FileScan(dir, tally, { readBytes, maxStretchBytes: batchBytes });
  }

  /** Lets go of the file being read. */
  close(): void {
    this.#scan.close();
  }

  /**
   * Does a batch, or the first part of it.
   * @param time - Of the lines that are wanted.
   * @yields after each block
   */
  *run(batch: FileBatch, time: TimeRange): Generator<void, BatchResult> {
    const steps = readBatch(this.#scan, batch, this.#work.begin(time), this.#batchBytes);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield;
    return { ...this.#work.found(), tally: this.#tally.data(), rest: step.value };
  }
}

/** Prepares to do the batches of a job. */
export async function prepareJob(job: ScanJob): Promise<JobScan> {
  const tally = new BatchTally();
  if (job.counted === undefined) return new JobScan(job, tally, findingWork(job, tally));
  // Loaded when it is first needed: most jobs find lines.
  const { countingWork } = await import("./counting-work.ts");
  return new JobScan(job, tally, countingWork(job, job.counted, tally));
}
