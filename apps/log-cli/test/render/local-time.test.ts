import { expect, test } from "vitest";
import { createLocalTime } from "../../src/render/local-time.ts";

test.each([
  ["Europe/Rome", "2026-03-29T00:59:59Z", "2026-03-29 01:59:59"],
  ["Europe/Rome", "2026-03-29T01:00:00Z", "2026-03-29 03:00:00"],
  ["America/New_York", "2026-11-01T05:30:00Z", "2026-11-01 01:30:00"],
  ["America/New_York", "2026-11-01T06:30:00Z", "2026-11-01 01:30:00"],
  ["Asia/Kolkata", "2026-11-22T18:30:00Z", "2026-11-23 00:00:00"],
  ["Pacific/Chatham", "2026-11-23T10:15:00Z", "2026-11-24 00:00:00"],
  ["UTC", "2026-11-23T00:00:00Z", "2026-11-23 00:00:00"],
])("in %s, %s is %s", (timeZone, instant, shown) => {
  const local = createLocalTime(timeZone);
  const timeMs = Date.parse(instant);
  expect(`${local.day(timeMs)} ${local.time(timeMs)}`).toBe(shown);
});

test("a day has its weekday, whatever the zone", () => {
  expect(createLocalTime("Pacific/Kiritimati").weekday("2026-11-23")).toBe("Monday");
  expect(createLocalTime("America/New_York").weekday("2024-02-29")).toBe("Thursday");
});
