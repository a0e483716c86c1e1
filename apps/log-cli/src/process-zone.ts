import { createCalendar, createLocalCalendar, resolveTimeZone, type Calendar } from "@org/log-core";

/** Only what is a name to every system: `TZ=EST5EDT` says rules instead. */
const NAME = /^[A-Za-z_/-]+$/;

let zone: string | undefined;

/**
 * The calendar of a zone. The first zone that is asked for becomes that of this process, whose own clock
 * then tells the days: nothing here depends on the system's zone any more, and the first
 * `Intl.DateTimeFormat` would take longer than reading most answers.
 * @throws {RangeError} if the zone is not known
 */
export function calendarInProcess(timeZone: string): Calendar {
  if (zone === undefined && mayBecome(timeZone)) {
    zone = timeZone;
    process.env["TZ"] = timeZone;
  }
  return zone === timeZone ? createLocalCalendar(timeZone) : createCalendar(timeZone);
}

/** Windows has names of its own for zones. */
function mayBecome(timeZone: string): boolean {
  if (process.platform === "win32" || timeZone === "UTC") return false;
  return NAME.test(timeZone) && resolveTimeZone(timeZone) === timeZone;
}
