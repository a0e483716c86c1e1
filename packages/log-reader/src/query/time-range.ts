import {
  daysInRange,
  isCalendarDay,
  isLoggableTime,
  MAX_RETENTION_DAYS,
  type Calendar,
} from "@org/log-core";
import type { DayRange } from "../plan/day-range.ts";
import { instantOfText } from "./instant.ts";
import type { LogQuery, TimeInput } from "./log-query.ts";

/** The moments a query asks for: `sinceMs` included, `untilMs` not. Infinite where it is open. */
export interface TimeRange {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** The fields of a query that say when. */
export type TimeFields = Pick<LogQuery, "days" | "since" | "until">;

/** What {@link isTimeInput} accepts, in words. */
export const TIME_INPUT_EXPECTED: string =
  'a Date, ms since 1970, ISO text with a zone such as "2026-11-23T10:15:00Z", ' +
  'or a day such as "2026-11-23"';

const DAY_MS = 86_400_000;

/** Whether a value names a moment or a day. */
export function isTimeInput(value: unknown): value is TimeInput {
  return typeof value === "string" && isCalendarDay(value) ? true : instantOf(value) !== undefined;
}

/** Whether a value is a number of days to look back on; fractions are hours. */
export function isDayCount(value: unknown): value is number {
  return typeof value === "number" && value > 0 && value <= MAX_RETENTION_DAYS;
}

/** The moments that the fields of a valid query ask for, days being those of the folder's zone. */
export function resolveTimeRange(fields: TimeFields, calendar: Calendar, nowMs: number): TimeRange {
  const { days, since, until } = fields;
  // What was logged in this very millisecond is not in the future.
  if (days !== undefined) return { sinceMs: nowMs - days * DAY_MS, untilMs: nowMs + 1 };
  return {
    sinceMs: since === undefined ? -Infinity : momentOf(since, calendar),
    untilMs: until === undefined ? Infinity : momentOf(until, calendar),
  };
}

/** The days that can hold entries of a range: those days' files are read, and no others. */
export function daysOfRange({ sinceMs, untilMs }: TimeRange, calendar: Calendar): DayRange {
  const isFromFirst = sinceMs === -Infinity;
  const isToLast = untilMs === Infinity;
  if (isFromFirst && isToLast) return { first: undefined, last: undefined };
  // The years 0000 and 9999 are not asked about: a day beside the other end does as well.
  const { first, last } = daysInRange(
    calendar,
    isFromFirst ? untilMs - 1 - DAY_MS : sinceMs,
    isToLast ? sinceMs + DAY_MS : untilMs - 1,
  );
  return { first: isFromFirst ? undefined : first, last: isToLast ? undefined : last };
}

function momentOf(input: TimeInput, calendar: Calendar): number {
  if (typeof input === "string" && isCalendarDay(input)) return calendar.startOfDay(input);
  return instantOf(input) ?? Number.NaN;
}

function instantOf(value: unknown): number | undefined {
  if (typeof value === "string") return instantOfText(value);
  const timeMs = value instanceof Date ? value.getTime() : value;
  return typeof timeMs === "number" && isLoggableTime(timeMs) ? timeMs : undefined;
}
