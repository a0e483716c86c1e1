import type { OptionRules } from "@org/log-core";
import type { LogQuery } from "../query/log-query.ts";

/** What to follow. All conditions hold together, as in a {@link LogQuery}. */
export interface FollowQuery extends Omit<LogQuery, "days" | "since" | "until" | "order"> {
  /**
   * Begin with the newest of the entries that are there already, at most this many, oldest first. They
   * are held in memory together. @defaultValue 0
   */
  readonly last?: number | undefined;
}

/** What the fields of a {@link FollowQuery} may be that no other query has. */
export const FOLLOW_RULES: OptionRules<Pick<FollowQuery, "last">> = {
  last: {
    expected: "a whole number from 0",
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  },
};
