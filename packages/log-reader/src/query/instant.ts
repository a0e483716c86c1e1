import { isCalendarDay, isLoggableTime } from "@org/log-core";

/** With a zone, since without one JavaScript would take the reading machine's. */
const ISO_TIME =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** The moment (ms since 1970) that ISO 8601 text with a zone names. */
export function instantOfText(text: string): number | undefined {
  // Date.parse moves 30 February to March without a word.
  if (!ISO_TIME.test(text) || !isCalendarDay(text.slice(0, 10))) return undefined;
  const timeMs = Date.parse(text);
  return isLoggableTime(timeMs) ? timeMs : undefined;
}
