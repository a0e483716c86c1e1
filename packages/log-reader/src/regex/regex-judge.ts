import { Worker } from "node:worker_threads";
import type { RegexCondition } from "../query/regex-condition.ts";
import { DEFAULT_REGEX_BUDGET_MS, regexTimeout } from "./regex-timeout.ts";
import { workerFailed } from "./worker-failed.ts";

/**
 * Tells which of some entries hold a match of a regular expression. Asked for batches, since judging is
 * done in a worker, which can be ended.
 */
export interface RegexJudge {
  /**
   * One verdict for each entry, in order. One call at a time.
   * @param entries - The values of each entry that are to be tried, as `contentValues` gives them.
   * @throws {LogError} `LOG_REGEX_TIMEOUT`, `LOG_WORKER_FAILED`
   */
  judge(entries: readonly (readonly string[])[]): Promise<readonly boolean[]>;
  /** Ends the worker. Idempotent. */
  close(): void;
}

/** Beside this file once compiled; where the sources run as they are, in tests, the compiled one. */
const WORKER_FILE = import.meta.url.endsWith(".ts")
  ? new URL("../../dist/regex/judge-worker.js", import.meta.url)
  : new URL("./judge-worker.js", import.meta.url);

/** How judging is bounded. */
export interface JudgeLimits {
  /** How long a batch may take. @defaultValue 2000 */
  readonly budgetMs?: number | undefined;
  /** Ends judging with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Judges in a worker of its own, started when first asked, which keeps the process alive only while it
 * is waited for.
 */
export function createRegexJudge(
  condition: RegexCondition,
  { budgetMs = DEFAULT_REGEX_BUDGET_MS, signal }: JudgeLimits = {},
): RegexJudge {
  let worker: JudgeWorker | undefined;
  return {
    async judge(entries) {
      worker ??= new JudgeWorker(condition);
      try {
        return await worker.judge(entries, { budgetMs, signal });
      } catch (error) {
        worker?.end();
        worker = undefined;
        throw error;
      }
    },
    close() {
      worker?.end();
      worker = undefined;
    },
  };
}

interface Waiting {
  readonly entries: readonly (readonly string[])[];
  readonly budgetMs: number;
  readonly resolve: (verdicts: readonly boolean[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** One worker thread, asked for one batch at a time. */
class JudgeWorker {
  readonly #condition: RegexCondition;
  readonly #thread: Worker;
  #isReady = false;
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

  /** Ends it, whatever it is doing. Who waits is told that nothing matches, and looks why itself. */
  end(): void {
    this.#waiting?.resolve([]);
    void this.#thread.terminate();
  }

  #hear(message: "ready" | readonly boolean[]): void {
    if (message !== "ready") {
      this.#waiting?.resolve(message);
      return;
    }
    this.#isReady = true;
    if (this.#waiting !== undefined) this.#ask(this.#waiting);
  }

  #ask({ entries, budgetMs, reject }: Waiting): void {
    this.#timer = setTimeout(() => reject(regexTimeout(this.#condition, budgetMs)), budgetMs);
    this.#thread.postMessage(entries, []);
  }
}
