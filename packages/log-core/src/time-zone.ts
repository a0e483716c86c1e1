import { addDays, calendarDay, utcMidnight, type CalendarDay } from "./calendar-day.ts";
import { MAX_TIME_MS, MIN_TIME_MS } from "./limits.ts";

/** Which calendar day an instant belongs to, in one time zone. */
export interface Calendar {
  /** The zone's name as this Node knows it (`Asia/Kolkata` may come back as `Asia/Calcutta`). */
  readonly timeZone: string;
  /** The day of an instant (ms since 1970). Cheap for instants near each other. */
  dayOf(timeMs: number): CalendarDay;
  /** The first instant of a day, in ms since 1970; 23- and 25-hour days come out right. */
  startOfDay(day: CalendarDay): number;
}

/**
 * The name Node itself uses for a time zone, or `undefined` if it knows none by that name. Names are
 * compared in this form, since it folds spelling and aliases.
 */
export function resolveTimeZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The system's zone, or UTC where the system does not say. */
export function systemTimeZone(): string {
  const name = new Intl.DateTimeFormat("en-US").resolvedOptions().timeZone as string | undefined;
  return (name !== undefined && resolveTimeZone(name)) || "UTC";
}

/** Zone changes happen on quarter hours: within one, the day can change at most once. */
const BUCKET_MS = 15 * 60_000;
/** No zone is further than 26 hours from UTC, Pacific/Apia's lost day included. */
const SEARCH_MS = 26 * 3_600_000;

/**
 * The calendar of a zone.
 * @throws {RangeError} if the zone is not known; {@link resolveTimeZone} asks first.
 */
export function createCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });

  function computeDay(timeMs: number): CalendarDay {
    // Instants a line cannot carry are moved to the nearest it can: callers ask about ranges too.
    const inRange = Math.min(Math.max(timeMs, MIN_TIME_MS), MAX_TIME_MS);
    const [month, day, year] = format.format(inRange).split("/").map(Number);
    const found = calendarDay(year ?? 0, month ?? 0, day ?? 0);
    if (found === undefined) throw new RangeError(`no calendar day for ${timeMs}`);
    return found;
  }

  // Formatting costs 2 µs; nearly every call asks about the quarter hour of the call before.
  let cachedBucket = Number.NaN;
  let cachedDay: CalendarDay | undefined;

  function dayOf(timeMs: number): CalendarDay {
    const bucket = Math.floor(timeMs / BUCKET_MS);
    if (bucket === cachedBucket && cachedDay !== undefined) return cachedDay;
    const first = computeDay(bucket * BUCKET_MS);
    const last = computeDay((bucket + 1) * BUCKET_MS - 1);
    if (first !== last) return computeDay(timeMs);
    cachedBucket = bucket;
    cachedDay = first;
    return first;
  }

  function startOfDay(day: CalendarDay): number {
    let before = utcMidnight(day) - SEARCH_MS;
    let after = utcMidnight(day) + SEARCH_MS;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (computeDay(middle) < day) before = middle;
      else after = middle;
    }
    return after;
  }

  return { timeZone: format.resolvedOptions().timeZone, dayOf, startOfDay };
}

/**
 * All days that hold instants from `sinceMs` to `untilMs`, both included, oldest first. An hour that
 * a clock change sends back over midnight counts to both days.
 */
export function daysInRange(
  calendar: Calendar,
  sinceMs: number,
  untilMs: number,
): { readonly first: CalendarDay; readonly last: CalendarDay } {
  const hourMs = 3_600_000;
  const first = earlier(
    calendar.dayOf(sinceMs),
    calendar.dayOf(Math.min(sinceMs + hourMs, untilMs)),
  );
  const last = later(calendar.dayOf(untilMs), calendar.dayOf(Math.max(untilMs - hourMs, sinceMs)));
  return { first, last };
}

/**
 * The oldest day that a retention keeps: today and the `retentionDays` days before it stay. `false`
 * keeps everything, so there is none.
 */
export function oldestKeptDay(
  today: CalendarDay,
  retentionDays: number | false,
): CalendarDay | undefined {
  return retentionDays === false ? undefined : addDays(today, -retentionDays);
}

function earlier(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a < b ? a : b;
}

function later(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a > b ? a : b;
}
