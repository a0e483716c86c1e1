import { test } from "vitest";

/**
 * Zones that between them break every easy assumption about days: no daylight saving, northern and
 * southern daylight saving, half and three-quarter hours, changes at midnight, 26 hours apart.
 */
export const TIME_ZONES = [
  "UTC",
  "Europe/Rome",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
] as const;

/**
 * Declares one test for each of {@link TIME_ZONES}. The zone is also the system's zone while its test
 * runs, so `new Date(…).getHours()` and the default zone of `Intl` follow it.
 *
 * @param name - What the test says; the zone is appended.
 */
export function eachTimeZone(name: string, body: (timeZone: string) => void | Promise<void>): void {
  test.each(TIME_ZONES)(`${name} (%s)`, async (timeZone) => {
    const before = process.env["TZ"];
    process.env["TZ"] = timeZone;
    try {
      await body(timeZone);
    } finally {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    }
  });
}
