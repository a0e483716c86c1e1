import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, calendarDay, daysBetween, isCalendarDay } from "../src/calendar-day.ts";
import { day } from "./days.ts";

test.each(["2026-11-23", "2028-02-29", "0001-01-01", "9999-12-31", "2000-02-29"])(
  "%s is a day",
  (text) => {
    expect(isCalendarDay(text)).toBe(true);
  },
);

test.each([
  "2026-02-29",
  "1900-02-29",
  "2026-04-31",
  "2026-13-01",
  "2026-00-10",
  "2026-01-00",
  "2026-1-1",
  "26-01-01",
  "2026-11-23T00",
  " 2026-11-23",
  "2026-11-23\n",
  "+02026-11-23",
  "",
])("%j is no day", (text) => {
  expect(isCalendarDay(text)).toBe(false);
});

test.each([
  ["2026-12-31", 1, "2027-01-01"],
  ["2028-02-28", 1, "2028-02-29"],
  ["2028-03-01", -1, "2028-02-29"],
  ["2026-03-01", -1, "2026-02-28"],
  ["2026-11-23", -30, "2026-10-24"],
  ["2026-11-23", 0, "2026-11-23"],
] as const)("%s and %i days is %s", (from, count, expected) => {
  expect(addDays(day(from), count)).toBe(expected);
  expect(daysBetween(day(from), day(expected)) + 0).toBe(count);
});

test("the calendar's ends are not passed", () => {
  expect(addDays(day("9999-12-31"), 1)).toBe("9999-12-31");
  expect(addDays(day("0000-01-01"), -1)).toBe("0000-01-01");
});

test("adding and counting days are inverse, and text order is time order", () => {
  const days = fc.integer({ min: 0, max: 3_000_000 }).map((n) => addDays(day("0001-01-01"), n));
  fc.assert(
    fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (from, count) => {
      const to = addDays(from, count);
      expect(isCalendarDay(to)).toBe(true);
      if (to === "0000-01-01") return;
      expect(daysBetween(from, to)).toBe(count);
      expect(to > from).toBe(count > 0);
    }),
  );
});

test("a date's parts make a day only if there is such a day", () => {
  expect(calendarDay(2028, 2, 29)).toBe("2028-02-29");
  expect(calendarDay(7, 1, 2)).toBe("0007-01-02");
  expect(calendarDay(2026, 2, 29)).toBeUndefined();
  expect(calendarDay(10_000, 1, 1)).toBeUndefined();
  expect(calendarDay(2026, 1.5, 1)).toBeUndefined();
});
