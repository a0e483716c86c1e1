import type { CalendarDay } from "@org/log-core";
import type { DeliveryStats } from "../delivery/delivery-stats.ts";
import type { QueryReport } from "../report.ts";

/** How much there is of something. */
export interface Tally {
  readonly entries: number;
  /** Size of their lines, line feeds included. */
  readonly bytes: number;
}

/** How much there is of one value. */
export interface ValueTally extends Tally {
  /** The value as text: strings as they are, numbers and booleans as JavaScript writes them. */
  readonly value: string;
}

/** How much there is on one day. */
export interface DayTally extends Tally {
  readonly day: CalendarDay;
}

/**
 * Entries counted by the value of one field. `top`, `otherEntries` and `missingEntries` together are all
 * entries.
 */
export interface Breakdown {
  /** The most frequent values, most frequent first, equally frequent ones by value. */
  readonly top: readonly ValueTally[];
  /** Entries with values that are not in {@link top}. */
  readonly otherEntries: number;
  /** Entries without the field, or with one that is `null`, an object or an array. */
  readonly missingEntries: number;
  /** How many values there are; at least as many if {@link maxErrorEntries} is above 0. */
  readonly distinct: number;
  /**
   * 0: every figure is exact, as it always is up to 100,000 values. Of more than that the rarest are
   * let go of, and then a value in {@link top} may have up to this many more entries than it says; no
   * value with more entries than this is ever missed.
   */
  readonly maxErrorEntries: number;
}

/** What {@link StatsQuery} counts. */
export interface LogStats extends Tally {
  /** Time of the oldest entry; `undefined` if there is none. */
  readonly first: string | undefined;
  /** Time of the newest entry. */
  readonly last: string | undefined;
  /** Days that have entries, oldest first: the days of the files that they stand in. */
  readonly days: readonly DayTally[];
  /** By hour of the day, 0 to 23, on a clock in the folder's zone: entry 9 is from 9:00 to 9:59. */
  readonly hours: readonly Tally[];
  readonly logs: Breakdown;
  readonly phones: Breakdown;
  readonly directions: Breakdown;
  readonly types: Breakdown;
  readonly levels: Breakdown;
  /** One for each path of {@link StatsQuery.by}, under the path as it was given. */
  readonly by: Readonly<Record<string, Breakdown>>;
  /** What became of the bot's messages, if {@link StatsQuery.delivery} asked for it. */
  readonly delivery?: DeliveryStats;
  /** What was looked at, and what it cost; without the passes for {@link delivery}. */
  readonly report: QueryReport;
}
