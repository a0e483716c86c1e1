import { createCalendar, type CalendarDay } from "@org/log-core";

/** Instants as the clocks of one zone show them. */
export interface LocalTime {
  readonly timeZone: string;
  /** `2026-11-23` */
  day(timeMs: number): CalendarDay;
  /** `10:15:30` */
  time(timeMs: number): string;
  /** `Monday` */
  weekday(day: string): string;
}

/** The clocks of a zone that {@link createCalendar} knows. */
export function createLocalTime(timeZone: string): LocalTime {
  const calendar = createCalendar(timeZone);
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    timeStyle: "medium",
    hourCycle: "h23",
  });
  // A day is a date of the calendar: read and shown in UTC, no zone can move it.
  const weekday = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "long" });
  return {
    timeZone,
    day: (timeMs) => calendar.dayOf(timeMs),
    time: (timeMs) => clock.format(timeMs),
    weekday: (day) => weekday.format(Date.parse(`${day}T00:00:00Z`)),
  };
}
