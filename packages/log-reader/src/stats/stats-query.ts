import type { OptionRules } from "@org/log-core";
import type { LogQuery } from "../query/log-query.ts";
import { readFieldPath } from "../query/where-condition.ts";
import { MAX_EXACT_VALUES } from "./value-counts.ts";

/** What to count, and by what. All conditions hold together, as in a {@link LogQuery}. */
export interface StatsQuery extends Omit<LogQuery, "limit" | "order" | "joinStatuses"> {
  /**
   * Fields to count by besides the usual ones, as they are named in `where`: `data.status`,
   * `data.error.code`, `data.items.0.id`, `bot`. At most 16.
   */
  readonly by?: string | readonly string[] | undefined;
  /**
   * Count also what became of the bot's messages: how many were delivered and read, how long it took, why
   * some failed. Takes a pass more, in which messages and statuses are parsed. @defaultValue false
   */
  readonly delivery?: boolean | undefined;
  /** How many of the most frequent values each breakdown lists, up to 100,000. @defaultValue 10 */
  readonly top?: number | undefined;
}

const DEFAULT_TOP = 10;
/** Each path is a breakdown in memory. */
const MAX_PATHS = 16;

/** What the fields of a {@link StatsQuery} may be that no other query has. */
export const STATS_RULES: OptionRules<Pick<StatsQuery, "by" | "top" | "delivery">> = {
  by: {
    expected: `a path such as data.status, or up to ${MAX_PATHS} of them`,
    accepts: (value) => isPath(value) || (Array.isArray(value) && arePaths(value)),
  },
  delivery: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
  top: {
    expected: `a whole number from 1 to ${MAX_EXACT_VALUES}`,
    accepts: (value) =>
      Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= MAX_EXACT_VALUES,
  },
};

/** What is counted besides what always is. */
export interface StatsShape {
  /** Each once. */
  readonly paths: readonly string[];
  readonly top: number;
}

/** The shape that a valid query asks for. */
export function statsShape({ by = [], top = DEFAULT_TOP }: StatsQuery): StatsShape {
  return { paths: [...new Set(typeof by === "string" ? [by] : by)], top };
}

function arePaths(values: readonly unknown[]): boolean {
  return values.length <= MAX_PATHS && values.every(isPath);
}

function isPath(value: unknown): boolean {
  return typeof value === "string" && readFieldPath(value) !== undefined;
}
