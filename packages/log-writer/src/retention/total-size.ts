import { addDays, type CalendarDay } from "@org/log-core";

/**
 * The oldest day that can stay so that all that stay take at most `maxTotalBytes`, or `undefined` if
 * they all can. The oldest days go first; today always stays.
 */
export function oldestWithin(
  bytesByDay: ReadonlyMap<CalendarDay, number>,
  maxTotalBytes: number,
  today: CalendarDay,
): CalendarDay | undefined {
  let totalBytes = 0;
  for (const day of [...bytesByDay.keys()].toSorted().toReversed()) {
    totalBytes += bytesByDay.get(day) ?? 0;
    if (totalBytes > maxTotalBytes && day < today) return addDays(day, 1);
  }
  return undefined;
}
