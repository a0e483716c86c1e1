import { createCalendar } from "@org/log-core";
import { describe, expect, test } from "vitest";
import {
  daysOfRange,
  isDayCount,
  isTimeInput,
  resolveTimeRange,
} from "../../src/query/time-range.ts";

const NOW = Date.parse("2026-11-23T10:15:30.123Z");
const rome = createCalendar("Europe/Rome");

describe("moments", () => {
  test.each([
    new Date(NOW),
    NOW,
    "2026-11-23",
    "2026-11-23T10:15Z",
    "2026-11-23T10:15:30Z",
    "2026-11-23T10:15:30.123456+05:30",
  ])("%s is one", (value) => {
    expect(isTimeInput(value)).toBe(true);
  });

  test.each([
    ["without a zone", "2026-11-23T10:15:30"],
    ["a day that does not exist", "2026-02-30"],
    ["a time of a day that does not exist", "2026-02-30T10:15:30Z"],
    ["25 o'clock", "2026-11-23T25:00:00Z"],
    ["another notation", "11/23/2026"],
    ["an invalid Date", new Date(Number.NaN)],
    ["a time that no line can have", 1e300],
    ["a word", "yesterday"],
    ["nothing", null],
    ["empty", ""],
  ])("%s is none", (_, value) => {
    expect(isTimeInput(value)).toBe(false);
  });

  test("a day is its first instant in the folder's zone", () => {
    const range = resolveTimeRange({ since: "2026-11-23", until: "2026-11-24" }, rome, NOW);
    expect(new Date(range.sinceMs).toISOString()).toBe("2026-11-22T23:00:00.000Z");
    expect(new Date(range.untilMs).toISOString()).toBe("2026-11-23T23:00:00.000Z");
  });

  test("all forms of one moment are the same", () => {
    const forms = [new Date(NOW), NOW, "2026-11-23T10:15:30.123Z", "2026-11-23T11:15:30.123+01:00"];
    for (const since of forms) {
      expect(resolveTimeRange({ since }, rome, 0)).toEqual({ sinceMs: NOW, untilMs: Infinity });
    }
  });
});

describe("days", () => {
  test.each([1, 7, 0.5, 36_500])("%s is a number of them", (value) => {
    expect(isDayCount(value)).toBe(true);
  });

  test.each([0, -1, Number.NaN, Infinity, 36_501, "7"])("%s is not", (value) => {
    expect(isDayCount(value)).toBe(false);
  });

  test("are 24 hours each, up to this very millisecond", () => {
    const { sinceMs, untilMs } = resolveTimeRange({ days: 7 }, rome, NOW);
    expect(NOW - sinceMs).toBe(7 * 86_400_000);
    expect(untilMs).toBe(NOW + 1);
  });
});

describe("the days to look at", () => {
  test("are those that hold moments of the range, in the folder's zone", () => {
    const range = resolveTimeRange({ days: 1 }, rome, NOW);
    expect(daysOfRange(range, rome)).toEqual({ first: "2026-11-22", last: "2026-11-23" });
    // Midnight in Rome: what ends there does not touch the next day.
    const whole = resolveTimeRange({ since: "2026-11-22", until: "2026-11-23" }, rome, NOW);
    expect(daysOfRange(whole, rome)).toEqual({ first: "2026-11-22", last: "2026-11-22" });
  });

  test("are open where the range is", () => {
    expect(daysOfRange(resolveTimeRange({}, rome, NOW), rome)).toEqual({
      first: undefined,
      last: undefined,
    });
    expect(daysOfRange(resolveTimeRange({ since: "2026-11-22" }, rome, NOW), rome)).toEqual({
      first: "2026-11-22",
      last: undefined,
    });
  });
});
