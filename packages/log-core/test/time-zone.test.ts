import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../src/calendar-day.ts";
import { MAX_TIME_MS, MIN_TIME_MS } from "../src/limits.ts";
import {
  createCalendar,
  createLocalCalendar,
  daysInRange,
  oldestKeptDay,
  resolveTimeZone,
  systemTimeZone,
} from "../src/time-zone.ts";
import { day } from "./days.ts";

const HOUR_MS = 3_600_000;
const SYSTEM_ZONES = ["UTC", "Europe/Rome", "America/Sao_Paulo", "Pacific/Kiritimati"];

/** Zone, day, its first instant, its length in hours: worked out by hand from the zones' rules. */
const DAYS = [
  ["UTC", "2026-11-23", "2026-11-23T00:00Z", 24],
  ["UTC", "2027-01-01", "2027-01-01T00:00Z", 24],
  ["UTC", "2028-02-29", "2028-02-29T00:00Z", 24],
  ["UTC", "2028-03-01", "2028-03-01T00:00Z", 24],
  ["UTC", "2027-03-01", "2027-03-01T00:00Z", 24],

  ["Europe/Rome", "2026-11-23", "2026-11-22T23:00Z", 24],
  ["Europe/Rome", "2026-03-29", "2026-03-28T23:00Z", 23],
  ["Europe/Rome", "2026-03-30", "2026-03-29T22:00Z", 24],
  ["Europe/Rome", "2026-10-25", "2026-10-24T22:00Z", 25],
  ["Europe/Rome", "2026-10-26", "2026-10-25T23:00Z", 24],
  ["Europe/Rome", "2027-01-01", "2026-12-31T23:00Z", 24],
  ["Europe/Rome", "2028-02-29", "2028-02-28T23:00Z", 24],

  ["America/New_York", "2026-11-23", "2026-11-23T05:00Z", 24],
  ["America/New_York", "2026-03-08", "2026-03-08T05:00Z", 23],
  ["America/New_York", "2026-03-09", "2026-03-09T04:00Z", 24],
  ["America/New_York", "2026-11-01", "2026-11-01T04:00Z", 25],
  ["America/New_York", "2026-11-02", "2026-11-02T05:00Z", 24],
  ["America/New_York", "2027-01-01", "2027-01-01T05:00Z", 24],
  ["America/New_York", "2028-02-29", "2028-02-29T05:00Z", 24],

  ["Asia/Kolkata", "2026-11-23", "2026-11-22T18:30Z", 24],
  ["Asia/Kolkata", "2027-01-01", "2026-12-31T18:30Z", 24],
  ["Asia/Kolkata", "2028-02-29", "2028-02-28T18:30Z", 24],

  ["Pacific/Chatham", "2026-04-05", "2026-04-04T10:15Z", 25],
  ["Pacific/Chatham", "2026-04-06", "2026-04-05T11:15Z", 24],
  ["Pacific/Chatham", "2026-09-27", "2026-09-26T11:15Z", 23],
  ["Pacific/Chatham", "2026-09-28", "2026-09-27T10:15Z", 24],
  ["Pacific/Chatham", "2027-01-01", "2026-12-31T10:15Z", 24],
  ["Pacific/Chatham", "2028-02-29", "2028-02-28T10:15Z", 24],

  // Clocks changed at midnight: 00:00 on 4 November was 01:00, 24:00 on 17 February was 23:00.
  ["America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00Z", 25],
  ["America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00Z", 24],
  ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00Z", 23],
  ["America/Sao_Paulo", "2018-11-05", "2018-11-05T02:00Z", 24],
  ["America/Sao_Paulo", "2019-01-01", "2019-01-01T02:00Z", 24],
  ["America/Sao_Paulo", "2028-02-29", "2028-02-29T03:00Z", 24],

  ["Asia/Beirut", "2022-03-27", "2022-03-26T22:00Z", 23],
  ["Asia/Beirut", "2022-10-29", "2022-10-28T21:00Z", 25],
  ["Asia/Beirut", "2022-10-30", "2022-10-29T22:00Z", 24],
  ["Africa/Cairo", "2024-04-26", "2024-04-25T22:00Z", 23],
  ["Africa/Cairo", "2024-10-31", "2024-10-30T21:00Z", 25],
  // Samoa went from 29 to 31 December 2011.
  ["Pacific/Apia", "2011-12-29", "2011-12-29T10:00Z", 24],
  ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z", 0],
  ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00Z", 24],
  ["Pacific/Marquesas", "2026-11-23", "2026-11-23T09:30Z", 24],
  ["Asia/Kathmandu", "2026-11-23", "2026-11-22T18:15Z", 24],
] as const;

describe.each(SYSTEM_ZONES)("with the system in %s", (systemZone) => {
  test.each(DAYS)("%s: %s begins at %s and has %i hours", (zone, name, startText, hours) => {
    const before = process.env["TZ"];
    process.env["TZ"] = systemZone;
    try {
      const calendar = createCalendar(zone);
      const start = Date.parse(startText);
      const next = addDays(day(name), 1);
      expect(calendar.startOfDay(day(name))).toBe(start);
      expect(calendar.startOfDay(next) - start).toBe(hours * HOUR_MS);
      expect(calendar.dayOf(start - 1) < name).toBe(true);
      if (hours === 0) return;
      expect(calendar.dayOf(start)).toBe(name);
      expect(calendar.dayOf(start + hours * HOUR_MS - 1)).toBe(name);
    } finally {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    }
  });
});

describe("where clocks went back at 00:01, and the day before came again", () => {
  const calendar = createCalendar("America/St_Johns");
  const midnight = Date.parse("2010-11-07T02:30Z");

  test("each instant has the day its clock showed", () => {
    expect(calendar.dayOf(midnight - 1)).toBe("2010-11-06");
    expect(calendar.dayOf(midnight)).toBe("2010-11-07");
    expect(calendar.dayOf(midnight + 60_000)).toBe("2010-11-06");
    expect(calendar.dayOf(midnight + HOUR_MS)).toBe("2010-11-07");
  });

  test("a day begins at its first instant", () => {
    expect(calendar.startOfDay(day("2010-11-07"))).toBe(midnight);
  });

  test("a range from its first minute on holds the day before too", () => {
    expect(daysInRange(calendar, midnight + 30_000, midnight + 2 * HOUR_MS)).toEqual({
      first: "2010-11-06",
      last: "2010-11-07",
    });
    expect(daysInRange(calendar, midnight - HOUR_MS, midnight + 90_000).last).toBe("2010-11-07");
  });
});

const zones = fc.constantFrom("UTC", ...Intl.supportedValuesOf("timeZone"));
const recentInstants = fc.integer({ min: Date.UTC(1985, 0), max: Date.UTC(2040, 0) });

test("the day of an instant is what a clock in that zone shows, in every zone", () => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const oracle = (zone: string, timeMs: number): string => {
    const known = formats.get(zone);
    const format =
      known ?? new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
    formats.set(zone, format);
    return format.format(timeMs);
  };
  fc.assert(
    fc.property(zones, recentInstants, fc.nat(3 * HOUR_MS), (zone, timeMs, step) => {
      const calendar = createCalendar(zone);
      // Near each other, so that the calendar answers from its cache as well.
      for (const at of [timeMs, timeMs + 1, timeMs + step, timeMs - step, timeMs]) {
        expect(calendar.dayOf(at)).toBe(oracle(zone, at));
      }
    }),
    { numRuns: 300 },
  );
});

test("the process's own clock tells the same days, in every zone that TZ can name", () => {
  const before = process.env["TZ"];
  const named = zones.filter((zone) => !/\d/.test(zone));
  try {
    fc.assert(
      fc.property(named, recentInstants, fc.nat(3 * HOUR_MS), (zone, timeMs, step) => {
        process.env["TZ"] = zone;
        const local = createLocalCalendar(zone);
        const calendar = createCalendar(zone);
        for (const at of [timeMs, timeMs + step, MIN_TIME_MS + step]) {
          expect(local.dayOf(at)).toBe(calendar.dayOf(at));
        }
        const whole = calendar.dayOf(timeMs);
        expect(local.startOfDay(whole)).toBe(calendar.startOfDay(whole));
      }),
      { numRuns: 300 },
    );
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});

test("a listed name is the one that a formatter gives back", () => {
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const { timeZone } = new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions();
    expect(resolveTimeZone(zone)).toBe(timeZone);
  }
});

test("in UTC the day is that of the ISO text, over all times a line can carry", () => {
  const calendar = createCalendar("UTC");
  fc.assert(
    fc.property(fc.integer({ min: MIN_TIME_MS, max: MAX_TIME_MS }), (timeMs) => {
      expect(calendar.dayOf(timeMs)).toBe(new Date(timeMs).toISOString().slice(0, 10));
    }),
  );
});

test("a day's start is its first instant, in every zone", () => {
  fc.assert(
    fc.property(zones, recentInstants, (zone, timeMs) => {
      const calendar = createCalendar(zone);
      const name = calendar.dayOf(timeMs);
      const start = calendar.startOfDay(name);
      expect(start).toBeLessThanOrEqual(timeMs);
      expect(calendar.dayOf(start)).toBe(name);
      expect(calendar.dayOf(start - 1) < name).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a range's days hold every instant of it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("America/St_Johns", "Europe/Rome", "America/Sao_Paulo", "Antarctica/Casey"),
      recentInstants,
      fc.nat(72 * HOUR_MS),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (zone, sinceMs, lengthMs, where) => {
        const calendar = createCalendar(zone);
        const range = daysInRange(calendar, sinceMs, sinceMs + lengthMs);
        const inside = calendar.dayOf(sinceMs + Math.floor(lengthMs * where));
        expect(range.first <= inside && inside <= range.last).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test("instants no line can carry have the nearest day one can", () => {
  const calendar = createCalendar("UTC");
  expect(calendar.dayOf(Infinity)).toBe("9999-12-30");
  expect(calendar.dayOf(-Infinity)).toBe("0001-01-02");
  expect(daysInRange(calendar, -Infinity, Infinity)).toEqual({
    first: "0001-01-02",
    last: "9999-12-30",
  });
  for (const zone of ["Pacific/Kiritimati", "America/Adak"]) {
    expect(createCalendar(zone).dayOf(MIN_TIME_MS)).toMatch(/^0001-01-0[12]$/);
    expect(createCalendar(zone).dayOf(MAX_TIME_MS)).toMatch(/^9999-12-3[01]$/);
  }
});

test("a zone's name is folded to one spelling", () => {
  expect(resolveTimeZone("europe/rome")).toBe("Europe/Rome");
  expect(resolveTimeZone("Etc/UTC")).toBe("UTC");
  expect(resolveTimeZone("Asia/Kolkata")).toBe(resolveTimeZone("Asia/Calcutta"));
});

test.each(["", "Europe", "Europe/Rome ", "Mars/Phobos", "+05:30", "-03", "Etc/Unknown", "../UTC"])(
  "%j is no zone",
  (name) => {
    expect(resolveTimeZone(name)).toBeUndefined();
  },
);

test("an unknown zone has no calendar", () => {
  expect(() => createCalendar("Mars/Phobos")).toThrow(RangeError);
});

test.each([
  ["America/Sao_Paulo", "America/Sao_Paulo"],
  ["Europe/Rome", "Europe/Rome"],
  ["Nowhere/AtAll", "UTC"],
])("a system with TZ=%s has the zone %s", (name, expected) => {
  const before = process.env["TZ"];
  process.env["TZ"] = name;
  try {
    expect(systemTimeZone()).toBe(expected);
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});

test("retention keeps today and the days before it that it names", () => {
  expect(oldestKeptDay(day("2026-11-23"), 30)).toBe("2026-10-24");
  expect(oldestKeptDay(day("2028-03-01"), 1)).toBe("2028-02-29");
  expect(oldestKeptDay(day("2026-11-23"), false)).toBeUndefined();
});
