import type { OptionRules } from "@org/log-core";
import type { LogQuery } from "../query/log-query.ts";
import type { ResolvedQuery } from "../query/resolve-query.ts";

/** What to follow. All conditions hold together, as in a {@link LogQuery}. */
export interface FollowQuery extends Omit<
  LogQuery,
  "days" | "since" | "until" | "order" | "joinStatuses" | "status"
> {
  /**
   * Only entries that tell by themselves that a message is in one of these states, as they come: statuses, and
   * messages that were refused when they were sent.
   */
  readonly status?: LogQuery["status"];
  /**
   * Begin with the newest of the entries that are there already, at most this many, oldest first. They
   * are held in memory together. @defaultValue 0
   */
  readonly last?: number | undefined;
}

/** A query whose states are those that entries tell by themselves. */
export function followed(query: ResolvedQuery): ResolvedQuery {
  const { states, conditions } = query;
  if (states === undefined) return query;
  return { ...query, conditions: { ...conditions, delivery: { fits: "says", states } } };
}

/** What the fields of a {@link FollowQuery} may be that no other query has. */
export const FOLLOW_RULES: OptionRules<Pick<FollowQuery, "last">> = {
  last: {
    expected: "a whole number from 0",
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  },
};
