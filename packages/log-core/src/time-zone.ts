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
  // Newer Nodes take `+05:30` for a zone, older ones do not: a folder must be readable by both.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  if (name === "UTC" || isListed(name)) return name;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

let listed: ReadonlySet<string> | undefined;

/**
 * Whether a name is one of those that Node itself uses. The first formatter of a process loads what there
 * is of every language, ten times as long as this takes.
 */
function isListed(name: string): boolean {
  listed ??= new Set(Intl.supportedValuesOf("timeZone"));
  return listed.has(name);
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
 * Clocks have been set back over midnight, so that a day came, went and came again: by an hour at
 * 00:01 (America/St_Johns until 2010), by three in Antarctica/Casey in 2010, never by more.
 */
const LONGEST_SET_BACK_MS = 3 * 3_600_000;

/**
 * The calendar of a zone.
 * @throws {RangeError} if the zone is not known; {@link resolveTimeZone} asks first.
 */
export function createCalendar(timeZone: string): Calendar {
  if (timeZone === "UTC") {
    return calendarOf(timeZone, (timeMs) => {
      const date = new Date(timeMs);
      return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    });
  }
  const format = dateFormat(timeZone);
  return calendarOf(format.resolvedOptions().timeZone, (timeMs) => formattedDate(format, timeMs));
}

/** Between these the engine's own clock knows every change: in no zone are two within its step of 19 days. */
const FIRST_LOCAL_MS = Date.UTC(2012, 0);
const LAST_LOCAL_MS = Date.UTC(2037, 0);

/**
 * The calendar of the zone in which this process's own clock runs (`TZ`), for whoever knows that it does
 * and that it will. Needs none of what the first `Intl.DateTimeFormat` of a process takes 10 ms to load.
 * @throws {RangeError} if the zone is not known and a time of before 2012 or after 2036 is asked about
 */
export function createLocalCalendar(timeZone: string): Calendar {
  let format: Intl.DateTimeFormat | undefined;
  return calendarOf(timeZone, (timeMs) => {
    if (timeMs < FIRST_LOCAL_MS || timeMs >= LAST_LOCAL_MS) {
      format ??= dateFormat(timeZone);
      return formattedDate(format, timeMs);
    }
    const date = new Date(timeMs);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  });
}

/** Year, month and day of the month, both counted from 1. */
type DateParts = readonly [year: number, month: number, day: number];

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
}

function formattedDate(format: Intl.DateTimeFormat, timeMs: number): DateParts {
  const [month = 0, day = 0, year = 0] = format.format(timeMs).split("/").map(Number);
  return [year, month, day];
}

function calendarOf(timeZone: string, dateAt: (timeMs: number) => DateParts): Calendar {
  function computeDay(timeMs: number): CalendarDay {
    // Instants a line cannot carry are moved to the nearest it can: callers ask about ranges too.
    const found = calendarDay(...dateAt(Math.min(Math.max(timeMs, MIN_TIME_MS), MAX_TIME_MS)));
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
    const midnight = utcMidnight(day);
    const isReached = (timeMs: number): boolean => computeDay(timeMs) >= day;
    const start = firstInstant(midnight - SEARCH_MS, midnight + SEARCH_MS, isReached);
    const back = quarterHours(start - LONGEST_SET_BACK_MS, start - 1).find(isReached);
    return back === undefined ? start : firstInstant(back - BUCKET_MS, back, isReached);
  }

  return { timeZone, dayOf, startOfDay };
}

/** The first instant after `before` at which `isReached`, which holds at `after`: by halving. */
function firstInstant(
  before: number,
  after: number,
  isReached: (timeMs: number) => boolean,
): number {
  let low = before;
  let high = after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isReached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The full quarter hours from `fromMs` to `toMs`, both included, oldest first. */
function quarterHours(fromMs: number, toMs: number): number[] {
  const found: number[] = [];
  for (let at = Math.ceil(fromMs / BUCKET_MS) * BUCKET_MS; at <= toMs; at += BUCKET_MS) {
    found.push(at);
  }
  return found;
}

/**
 * The oldest and the newest day that hold instants from `sinceMs` to `untilMs`, both included. A
 * clock set back over midnight within the range counts: the earlier day is in it again.
 */
export function daysInRange(
  calendar: Calendar,
  sinceMs: number,
  untilMs: number,
): { readonly first: CalendarDay; readonly last: CalendarDay } {
  const dayOf = (timeMs: number): CalendarDay => calendar.dayOf(timeMs);
  const since = Math.min(Math.max(sinceMs, MIN_TIME_MS), MAX_TIME_MS);
  const until = Math.min(Math.max(untilMs, MIN_TIME_MS), MAX_TIME_MS);
  const atStart = quarterHours(since, Math.min(since + LONGEST_SET_BACK_MS, until));
  const atEnd = quarterHours(Math.max(until - LONGEST_SET_BACK_MS, since), until);
  return {
    first: atStart.map(dayOf).reduce(earlier, dayOf(since)),
    last: atEnd.map(dayOf).reduce(later, dayOf(until)),
  };
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
