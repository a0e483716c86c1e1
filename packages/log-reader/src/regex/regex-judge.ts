import type { RegexCondition } from "../query/regex-condition.ts";

/**
 * Tells which of some entries hold a match of a regular expression. Asked for batches, since judging
 * may be done elsewhere and may have to be given up.
 */
export interface RegexJudge {
  /**
   * One verdict for each entry, in order.
   * @param entries - The values of each entry that are to be tried, as `contentValues` gives them.
   */
  judge(entries: readonly (readonly string[])[]): Promise<readonly boolean[]>;
  /** Lets go of whatever judges. Idempotent. */
  close(): void;
}

/** Judges in this thread. */
export function createRegexJudge({ source, flags }: RegexCondition): RegexJudge {
  const regex = new RegExp(source, flags);
  return {
    judge: (entries) =>
      Promise.resolve(entries.map((values) => values.some((value) => regex.test(value)))),
    close: () => undefined,
  };
}
