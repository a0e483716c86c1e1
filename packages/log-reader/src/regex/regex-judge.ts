import type { RegexCondition } from "../query/regex-condition.ts";
import type { JudgeThread } from "./judge-thread.ts";
import { DEFAULT_REGEX_BUDGET_MS } from "./regex-timeout.ts";

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
  let thread: JudgeThread | undefined;
  let isClosed = false;
  const end = (): void => {
    thread?.end();
    thread = undefined;
  };
  return {
    async judge(entries) {
      // Loaded when first needed: most queries have no pattern.
      const { JudgeThread } = await import("./judge-thread.ts");
      // Who closed it meanwhile is told what an ended thread tells, and looks why.
      if (isClosed) return [];
      thread ??= new JudgeThread(condition);
      try {
        return await thread.judge(entries, { budgetMs, signal });
      } catch (error) {
        end();
        throw error;
      }
    },
    close() {
      isClosed = true;
      end();
    },
  };
}
