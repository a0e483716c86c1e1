import type { DayFile, LogEntry, LogKind } from "@org/log-core";
import type { QueryConditions } from "../query/conditions.ts";
import type { TimeRange } from "../query/time-range.ts";
import { deliveryFilter } from "./delivery.ts";
import { directionFilter } from "./direction.ts";
import type { Filter, PrefixBounds } from "./filter.ts";
import { levelFilter } from "./level.ts";
import type { Needle } from "./needle.ts";
import { phoneFilter } from "./phone.ts";
import { regexFilter } from "./regex.ts";
import { textFilter } from "./text.ts";
import { timeFilter } from "./time.ts";
import { typeFilter } from "./type.ts";
import { whereFilter } from "./where.ts";

/** All conditions of a query, as they hold for the lines of one log. */
export interface LineFilter extends PrefixBounds {
  /** Needles of the conditions that have one, the rarest first. */
  readonly needles: readonly Needle[];
  /**
   * Whether an entry has to be parsed to be found: more than level and time is asked for, or the
   * number of matches has to be exact before they are read.
   */
  readonly judgesContent: boolean;
  /** Whether each line is parsed, whatever its bytes say, to find those that are malformed. */
  readonly parsesEveryLine: boolean;
  /** Judges an entry, but for the regular expression, which a {@link RegexJudge} has to. */
  matches(entry: LogEntry, file: DayFile): boolean;
}

/** The conditions of a query, one filter each. */
export function filtersOf(conditions: QueryConditions, time: TimeRange): Filter[] {
  const { phones, directions, types, minLevel, texts, regex, where, delivery } = conditions;
  return [
    timeFilter(time),
    ...(minLevel === undefined ? [] : [levelFilter(minLevel)]),
    ...(phones === undefined ? [] : [phoneFilter(phones)]),
    ...(directions === undefined ? [] : [directionFilter(directions)]),
    ...(types === undefined ? [] : [typeFilter(types)]),
    ...where.map(whereFilter),
    ...(delivery === undefined ? [] : [deliveryFilter(delivery)]),
    ...texts.map(textFilter),
    ...(regex === undefined ? [] : [regexFilter(regex)]),
  ];
}

/** What is parsed besides lines that have to be. */
export interface JoinOptions {
  readonly parsesEveryLine?: boolean;
  readonly parsesMatches?: boolean;
}

/** Joins filters into what a scan of one log needs. */
export function joinFilters(
  filters: readonly Filter[],
  log: LogKind,
  { parsesEveryLine = false, parsesMatches = false }: JoinOptions = {},
): LineFilter {
  const needles = filters
    .flatMap((filter) => filter.needles(log))
    .toSorted((a, b) => a.cost - b.cost);
  const bounds = filters.flatMap((filter) => filter.bounds ?? []);
  const judged = filters.filter((filter) => filter.isJudgedApart !== true);
  return {
    needles: parsesEveryLine ? [] : needles,
    parsesEveryLine,
    judgesContent: parsesMatches || filters.some((filter) => filter.bounds === undefined),
    minLevel: Math.max(0, ...bounds.map(({ minLevel = 0 }) => minLevel)),
    sinceMs: Math.max(-Infinity, ...bounds.map(({ sinceMs = -Infinity }) => sinceMs)),
    untilMs: Math.min(Infinity, ...bounds.map(({ untilMs = Infinity }) => untilMs)),
    matches: (entry, file) => judged.every((filter) => filter.matches(entry, file)),
  };
}
