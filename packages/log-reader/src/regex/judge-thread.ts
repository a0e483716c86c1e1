import { Worker } from "node:worker_threads";
import type { RegexCondition } from "../query/regex-condition.ts";
import { regexTimeout } from "./regex-timeout.ts";
import { workerFailed } from "./worker-failed.ts";

/** Beside this file once compiled; where the sources run as they are, in tests, the compiled one. */
const WORKER_FILE = import.meta.url.endsWith(".ts")
  ? new URL("../../dist/regex/judge-worker.js", import.meta.url)
  : new URL("./judge-worker.js", import.meta.url);

interface Waiting {
  readonly entries: readonly (readonly string[])[];
  readonly budgetMs: number;
  readonly resolve: (verdicts: readonly boolean[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** One worker thread, asked for one batch at a time. A module of its own: few queries need one. */
export class JudgeThread {
  readonly #condition: RegexCondition;
  readonly #thread: Worker;
  #isReady = false;
  #isEnded = false;
  #waiting: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(condition: RegexCondition) {
    this.#condition = condition;
    // Without the flags of this process: a debugger's port or a loader is not for a judge.
    this.#thread = new Worker(WORKER_FILE, { workerData: condition, execArgv: [] });
    this.#thread.on("message", (message: "ready" | readonly boolean[]) => this.#hear(message));
    this.#thread.on("error", (error) => this.#waiting?.reject(workerFailed(error.message, error)));
    this.#thread.on("exit", (code) => {
      this.#waiting?.reject(workerFailed(`it ended with code ${code}`));
    });
  }

  async judge(
    entries: readonly (readonly string[])[],
    { budgetMs, signal }: { readonly budgetMs: number; readonly signal: AbortSignal | undefined },
  ): Promise<readonly boolean[]> {
    signal?.throwIfAborted();
    const onAbort = (): void => this.#waiting?.reject(signal?.reason);
    signal?.addEventListener("abort", onAbort);
    this.#thread.ref();
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting = { entries, budgetMs, resolve, reject };
        if (this.#isReady) this.#ask(this.#waiting);
      });
    } finally {
      clearTimeout(this.#timer);
      this.#waiting = undefined;
      this.#thread.unref();
      signal?.removeEventListener("abort", onAbort);
    }
  }

  /**
   * Ends it, whatever it is doing, but for loading its modules: ended then, it would leave their files
   * open in this process for good. Who waits is told that nothing matches, and looks why itself.
   */
  end(): void {
    this.#isEnded = true;
    this.#waiting?.resolve([]);
    if (this.#isReady) void this.#thread.terminate();
  }

  #hear(message: "ready" | readonly boolean[]): void {
    if (message !== "ready") {
      this.#waiting?.resolve(message);
      return;
    }
    this.#isReady = true;
    if (this.#isEnded) void this.#thread.terminate();
    else if (this.#waiting !== undefined) this.#ask(this.#waiting);
  }

  #ask({ entries, budgetMs, reject }: Waiting): void {
    this.#timer = setTimeout(() => reject(regexTimeout(this.#condition, budgetMs)), budgetMs);
    this.#thread.postMessage(entries, []);
  }
}
