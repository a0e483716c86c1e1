import { addDays, daysBetween, type CalendarDay } from "@org/log-core";

/** The days a query looks at; a side that is `undefined` is open. */
export interface DayRange {
  readonly first: CalendarDay | undefined;
  readonly last: CalendarDay | undefined;
}

/**
 * A range of more days than this is compared with the folders there are instead of asking for every
 * day by name: one listing costs as much as some thousand such questions.
 */
const MAX_NAMED_DAYS = 1000;

/** Every day of the range, oldest first, or `undefined` if it is open or too long to name them. */
export function namedDays({ first, last }: DayRange): CalendarDay[] | undefined {
  if (first === undefined || last === undefined) return undefined;
  const count = daysBetween(first, last) + 1;
  if (count > MAX_NAMED_DAYS) return undefined;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => addDays(first, index));
}

/** Whether a day lies in the range. */
export function isInRange(day: CalendarDay, { first, last }: DayRange): boolean {
  return (first === undefined || day >= first) && (last === undefined || day <= last);
}
