import { formatTime, type CalendarDay } from "@org/log-core";
import type { Breakdown, LogStats, Tally } from "./log-stats.ts";
import { breakdownOf, type ValueCountsData } from "./value-counts.ts";

/** What every entry is counted by. */
export const DIMENSIONS = [
  "days",
  "hours",
  "logs",
  "phones",
  "directions",
  "types",
  "levels",
] as const;

/** What every entry is counted by, by name. */
export type Dimension = (typeof DIMENSIONS)[number];

/** The hours of a day as they are counted by. */
export const HOURS: readonly string[] = Array.from({ length: 24 }, (_, hour) => String(hour));

/** What was counted in a part of the files, as plain data: it can be sent between threads and merged. */
export interface PartialStats {
  readonly entries: number;
  readonly bytes: number;
  /** Infinity and -Infinity where nothing was counted. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly dimensions: Readonly<Record<Dimension, ValueCountsData>>;
  /** In the order of the query's paths. */
  readonly by: readonly ValueCountsData[];
}

/** A record with a member for each dimension. */
export function recordOf<Value>(make: (name: Dimension) => Value): Record<Dimension, Value> {
  return Object.fromEntries(DIMENSIONS.map((name) => [name, make(name)])) as Record<
    Dimension,
    Value
  >;
}

/** What the figures of a {@link PartialStats} are called by those who asked for them. */
export function statsOf(
  { entries, bytes, firstMs, lastMs, dimensions, by }: PartialStats,
  { top, paths }: { readonly top: number; readonly paths: readonly string[] },
): Omit<LogStats, "report"> {
  const { days, hours, ...others } = dimensions;
  const breakdown = (counts: ValueCountsData): Breakdown => breakdownOf(counts, top);
  const fields = paths.flatMap((path, index): [string, Breakdown][] => {
    const counts = by[index];
    return counts === undefined ? [] : [[path, breakdown(counts)]];
  });
  return {
    entries,
    bytes,
    first: entries === 0 ? undefined : formatTime(firstMs),
    last: entries === 0 ? undefined : formatTime(lastMs),
    days: days.values
      .map(([day, count, size]) => ({ day: day as CalendarDay, entries: count, bytes: size }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    hours: HOURS.map((hour) => tallyOf(hours, hour)),
    logs: breakdown(others.logs),
    phones: breakdown(others.phones),
    directions: breakdown(others.directions),
    types: breakdown(others.types),
    levels: breakdown(others.levels),
    by: Object.fromEntries(fields),
  };
}

function tallyOf({ values }: ValueCountsData, wanted: string): Tally {
  const [, entries = 0, bytes = 0] = values.find(([value]) => value === wanted) ?? [];
  return { entries, bytes };
}
