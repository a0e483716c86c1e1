import { LogError } from "@org/log-core";
import type { RegexCondition } from "../query/regex-condition.ts";

/** Seconds are for a person who waits; an ordinary expression takes microseconds for an entry. */
export const DEFAULT_REGEX_BUDGET_MS = 2000;

/** The error for a regular expression that was given up. */
export function regexTimeout({ source, flags }: RegexCondition, budgetMs: number): LogError {
  const regex = `/${source}/${flags}`;
  return new LogError(
    "LOG_REGEX_TIMEOUT",
    `A regular expression must be judged on an entry within ${budgetMs} ms, but ${regex} was not. ` +
      `Write it without repetitions inside of repetitions, such as (a+)+.`,
    { context: { regex, budgetMs } },
  );
}
