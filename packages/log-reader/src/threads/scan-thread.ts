import { Worker } from "node:worker_threads";
import type { FileBatch } from "../plan/file-batch.ts";
import type { TimeRange } from "../query/time-range.ts";
import { packBatch } from "./packed-batch.ts";
import type { BatchResult, ScanJob } from "./scan-job.ts";
import type { ScanAnswer, ScanMessage } from "./scan-message.ts";

/** Beside this file once compiled; where the sources run as they are, in tests, the compiled one. */
const WORKER_FILE = import.meta.url.endsWith(".ts")
  ? new URL("../../dist/threads/scan-worker.js", import.meta.url)
  : new URL("./scan-worker.js", import.meta.url);

/** Takes the result of a batch, or `undefined` if the thread cannot do it. */
export type ResultTaker = (result: BatchResult | undefined) => void;

/** A thread that scans, and the batches it has been given. */
export class ScanThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, ResultTaker>();
  #lastId = 0;
  #hasFailed = false;

  /** @throws if the system or the process's settings allow no thread */
  constructor() {
    // Without the flags of this process: a debugger's port or a loader is not for a scan.
    this.#worker = new Worker(WORKER_FILE, { execArgv: [], stdin: false });
    this.#worker.unref();
    this.#worker.on("message", (answer: ScanAnswer) => this.#hear(answer));
    this.#worker.on("error", () => this.#fail());
    this.#worker.on("messageerror", () => this.#fail());
    this.#worker.on("exit", () => this.#fail());
  }

  /** Whether it can be given batches: it cannot once it has failed or was closed. */
  get isUsable(): boolean {
    return !this.#hasFailed;
  }

  /** How many batches it has not answered. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Tells it of a job, before its first batch. */
  begin(job: number, spec: ScanJob): void {
    this.#send({ kind: "job", job, spec });
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

  /** Ends it, whatever it is doing. */
  close(): void {
    this.#fail();
    void this.#worker.terminate();
  }

  #send(message: ScanMessage): void {
    if (!this.#hasFailed) this.#worker.postMessage(message, []);
  }

  #hear(answer: ScanAnswer): void {
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
