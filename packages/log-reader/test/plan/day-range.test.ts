import { isCalendarDay, type CalendarDay } from "@org/log-core";
import { expect, test } from "vitest";
import { isInRange, namedDays } from "../../src/plan/day-range.ts";

function day(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new Error(text);
  return text;
}

test("the days of a range are named, both ends included", () => {
  expect(namedDays({ first: day("2026-02-27"), last: day("2026-03-01") })).toEqual([
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
  ]);
  expect(namedDays({ first: day("2026-03-01"), last: day("2026-02-27") })).toEqual([]);
});

test("an open or very long range is not named", () => {
  expect(namedDays({ first: undefined, last: day("2026-03-01") })).toBeUndefined();
  expect(namedDays({ first: day("2026-03-01"), last: undefined })).toBeUndefined();
  expect(namedDays({ first: day("2000-01-01"), last: day("2026-03-01") })).toBeUndefined();
});

test("an open side holds every day", () => {
  const some = day("2026-03-01");
  expect(isInRange(some, { first: undefined, last: undefined })).toBe(true);
  expect(isInRange(some, { first: some, last: some })).toBe(true);
  expect(isInRange(some, { first: day("2026-03-02"), last: undefined })).toBe(false);
  expect(isInRange(some, { first: undefined, last: day("2026-02-28") })).toBe(false);
});
