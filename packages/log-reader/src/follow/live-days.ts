import { addDays, type Calendar, type CalendarDay } from "@org/log-core";

/**
 * The days whose files may grow now: today, yesterday for what is written late, and tomorrow for clocks
 * that are ahead, so that nothing has to happen at midnight.
 */
export function liveDays(calendar: Calendar, nowMs: number): CalendarDay[] {
  const today = calendar.dayOf(nowMs);
  return [addDays(today, -1), today, addDays(today, 1)];
}
