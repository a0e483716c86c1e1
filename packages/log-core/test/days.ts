import { isCalendarDay, type CalendarDay } from "../src/calendar-day.ts";

/** A day written in a test; a typing error in one fails the test instead of passing it. */
export function day(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new Error(`${text} is not a day`);
  return text;
}
