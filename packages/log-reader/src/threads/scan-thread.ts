import { Worker } from "node:worker_threads";
import type { FileBatch } from "../plan/file-batch.ts";
import type { TimeRange } from "../query/time-range.ts";
import { packBatch } from "./pack-batch.ts";
import type { BatchResult, ScanJob } from "./scan-job.ts";
import type { ScanAnswer, ScanMessage } from "./scan-message.ts";

/** Beside this file once compiled; where the sources run as they are, in tests, the compiled one. */
const WORKER_FILE = import.meta.url.endsWith(".ts")
  ? new URL("../../dist/threads/scan-worker.js", import.meta.url)
  : new URL("./scan-worker.js", import.meta.url);

/** Scanning makes few objects, and none that last: a third of the usual room is enough for them. */
const YOUNG_HEAP_MB = 16;

/** Takes the result of a batch, or `undefined` if the thread cannot do it. */
export type ResultTaker = (result: BatchResult | undefined) => void;

/** A thread that scans, and the batches it has been given. */
export class ScanThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, ResultTaker>();
  #lastId = 0;
  #isReady = false;
  #hasFailed = false;
  /** Called when it can be given batches. */
  #onReady: (() => void)[] = [];

  /** @throws if the system or the process's settings allow no thread */
  constructor() {
    // Without the flags of this process: a debugger's port or a loader is not for a scan.
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_HEAP_MB };
    this.#worker = new Worker(WORKER_FILE, { execArgv: [], resourceLimits });
    this.#worker.unref();
    this.#worker.on("message", (answer: ScanAnswer) => this.#hear(answer));
    this.#worker.on("error", () => this.#fail());
    this.#worker.on("messageerror", () => this.#fail());
    this.#worker.on("exit", () => this.#fail());
  }

  /** Whether it was closed or has failed. */
  get isOver(): boolean {
    return this.#hasFailed;
  }

  /** Whether it can be given batches: what is given to one that is still starting would wait for it. */
  get isReady(): boolean {
    return this.#isReady && !this.#hasFailed;
  }

  /** How many batches it has not answered. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Tells it of a job, before its first batch.
   * @param onReady - Called once if it becomes ready later.
   */
  begin(job: number, spec: ScanJob, onReady: () => void): void {
    this.#send({ kind: "job", job, spec });
    if (!this.#isReady) this.#onReady.push(onReady);
  }

  /** Has a batch done. The taker is called once, later. */
  scan(
    job: number,
    { batch, time }: { readonly batch: FileBatch; readonly time: TimeRange },
    take: ResultTaker,
  ): void {
    this.#lastId += 1;
    this.#waiting.set(this.#lastId, take);
    this.#send({ kind: "batch", job, id: this.#lastId, batch: packBatch(batch), time });
  }

  /** Lets it forget a job. */
  end(job: number): void {
    this.#send({ kind: "end", job });
  }

  /** Keeps the process alive, or not, while nothing else does. */
  keepAlive(isWaitedFor: boolean): void {
    if (isWaitedFor) this.#worker.ref();
    else this.#worker.unref();
  }

  /**
   * Has it end by itself, after the batches that it has been given; nobody is told of those. Ended from
   * here while it loads its modules, it would leave their files open in this process for good.
   */
  close(): void {
    this.#send({ kind: "close" });
    this.#fail();
  }

  #send(message: ScanMessage): void {
    if (!this.#hasFailed) this.#worker.postMessage(message, []);
  }

  #hear(answer: ScanAnswer): void {
    if (answer === "ready") {
      this.#isReady = true;
      for (const tell of this.#onReady.splice(0)) tell();
      return;
    }
    const take = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    take?.("result" in answer ? answer.result : undefined);
  }

  #fail(): void {
    this.#hasFailed = true;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const take of waiting) take(undefined);
  }
}
