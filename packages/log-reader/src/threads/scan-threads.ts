import type { ScanThread } from "./scan-thread.ts";
import { newThread } from "./thread-ahead.ts";

/** Threads that nobody has needed for so long are ended. */
const IDLE_MS = 10_000;

/** The scanning threads of one reader: started when first needed, shared by its queries, ended with it. */
export class ScanThreads {
  readonly #maxThreads: number;
  #threads: ScanThread[] = [];
  #users = 0;
  #mayStart = true;
  #lastJob = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(maxThreads: number) {
    this.#maxThreads = maxThreads;
  }

  /** A number for a job that no other job of these threads has. */
  nextJob(): number {
    this.#lastJob += 1;
    return this.#lastJob;
  }

  /** The threads, to be given back; none if none can be started. */
  take(): readonly ScanThread[] {
    clearTimeout(this.#idleTimer);
    this.#users += 1;
    // What made one fail would make the next one fail.
    if (this.#threads.some(({ isOver }) => isOver)) this.#mayStart = false;
    this.#threads = this.#threads.filter(({ isOver }) => !isOver);
    while (this.#mayStart && this.#threads.length < this.#maxThreads) this.#start();
    return [...this.#threads];
  }

  #start(): void {
    try {
      this.#threads.push(newThread());
    } catch {
      // Threads may be forbidden, or there may be no memory for one: a query needs none.
      this.#mayStart = false;
    }
  }

  /** Gives the threads back. */
  giveBack(): void {
    this.#users -= 1;
    if (this.#users > 0 || this.#threads.length === 0) return;
    this.#idleTimer = setTimeout(() => this.close(), IDLE_MS);
    this.#idleTimer.unref();
  }

  /** Ends all threads. Later queries start new ones. */
  close(): void {
    clearTimeout(this.#idleTimer);
    const threads = this.#threads;
    this.#threads = [];
    for (const thread of threads) thread.close();
  }
}
