import type { DayFile, LogEntry, LogKind } from "@org/log-core";
import type { ResolvedQuery } from "../query/resolve-query.ts";
import type { TimeRange } from "../query/time-range.ts";
import { directionFilter } from "./direction.ts";
import type { Filter, PrefixBounds } from "./filter.ts";
import { levelFilter } from "./level.ts";
import type { Needle } from "./needle.ts";
import { phoneFilter } from "./phone.ts";
import { textFilter } from "./text.ts";
import { timeFilter } from "./time.ts";
import { typeFilter } from "./type.ts";

/** All conditions of a query, as they hold for the lines of one log. */
export interface LineFilter extends PrefixBounds {
  /** Needles of the conditions that have one, the rarest first. */
  readonly needles: readonly Needle[];
  /** Whether anything but level and time is asked for, so that an entry has to be parsed. */
  readonly judgesContent: boolean;
  matches(entry: LogEntry, file: DayFile): boolean;
}

/** The conditions of a query, one filter each. */
export function filtersOf(query: ResolvedQuery, time: TimeRange): Filter[] {
  const { phones, directions, types, minLevel, text } = query;
  return [
    timeFilter(time),
    ...(minLevel === undefined ? [] : [levelFilter(minLevel)]),
    ...(phones === undefined ? [] : [phoneFilter(phones)]),
    ...(directions === undefined ? [] : [directionFilter(directions)]),
    ...(types === undefined ? [] : [typeFilter(types)]),
    ...(text === undefined ? [] : [textFilter(text)]),
  ];
}

/** Joins filters into what a scan of one log needs. */
export function joinFilters(filters: readonly Filter[], log: LogKind): LineFilter {
  const needles = filters
    .map((filter) => filter.needle(log))
    .filter((needle) => needle !== undefined)
    .toSorted((a, b) => a.cost - b.cost);
  const bounds = filters.flatMap((filter) => filter.bounds ?? []);
  return {
    needles,
    judgesContent: filters.some((filter) => filter.bounds === undefined),
    minLevel: Math.max(0, ...bounds.map(({ minLevel = 0 }) => minLevel)),
    sinceMs: Math.max(-Infinity, ...bounds.map(({ sinceMs = -Infinity }) => sinceMs)),
    untilMs: Math.min(Infinity, ...bounds.map(({ untilMs = Infinity }) => untilMs)),
    matches: (entry, file) => filters.every((filter) => filter.matches(entry, file)),
  };
}
