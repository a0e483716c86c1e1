declare const calendarDayBrand: unique symbol;

/** A day of the calendar as folders are named: `2026-11-23`. Text order is time order. */
export type CalendarDay = string & { readonly [calendarDayBrand]: true };

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = utcMidnight("0000-01-01");
const LAST_DAY_MS = utcMidnight("9999-12-31");
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether `text` names a day that exists: `2026-02-29` does not. */
export function isCalendarDay(text: string): text is CalendarDay {
  if (!DAY.test(text)) return false;
  const ms = utcMidnight(text);
  return !Number.isNaN(ms) && dayOfUtc(ms) === text;
}

/**
 * The day `count` days later (earlier when negative), by the calendar: no clock change matters. Stops
 * at the years 0000 and 9999, beyond which a day has no name.
 */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  const ms = utcMidnight(day) + count * DAY_MS;
  return dayOfUtc(Math.min(Math.max(ms, FIRST_DAY_MS), LAST_DAY_MS));
}

/** How many days `to` is after `from`; negative if it is before. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / DAY_MS);
}

/** Joins parts of a date to a day, or `undefined` if there is no such day. */
export function calendarDay(year: number, month: number, day: number): CalendarDay | undefined {
  const pad = (value: number, width: number): string => String(value).padStart(width, "0");
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isCalendarDay(text) ? text : undefined;
}

/** Midnight UTC of a day, in ms since 1970: the calendar's own axis, not an instant of any zone. */
export function utcMidnight(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}

function dayOfUtc(ms: number): CalendarDay {
  return new Date(ms).toISOString().slice(0, 10) as CalendarDay;
}
