import type { CalendarDay } from "@org/log-core";
import { expect, test } from "vitest";
import { oldestWithin } from "../../src/retention/total-size.ts";

const TODAY = "2026-11-23" as CalendarDay;

function days(sizes: Readonly<Record<string, number>>): Map<CalendarDay, number> {
  return new Map(Object.entries(sizes)) as Map<CalendarDay, number>;
}

const WEEK = { "2026-11-21": 40, "2026-11-22": 30, "2026-11-23": 30 };

test.each([
  ["all fit", WEEK, 100, undefined],
  ["the oldest goes first", WEEK, 99, "2026-11-22"],
  ["as many as must", WEEK, 59, "2026-11-23"],
  ["today stays even when it alone is too much", WEEK, 10, "2026-11-23"],
  ["nothing but today", { "2026-11-23": 500 }, 10, undefined],
  ["an empty folder", {}, 10, undefined],
  ["days ahead of today stay too", { "2026-11-23": 5, "2026-11-24": 500 }, 10, undefined],
])("%s", (_name, sizes, maxTotalBytes, expected) => {
  expect(oldestWithin(days(sizes), maxTotalBytes, TODAY)).toBe(expected);
});
