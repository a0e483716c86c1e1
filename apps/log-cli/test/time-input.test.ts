import { describe, expect, test } from "vitest";
import { createCalendar } from "@org/log-core";
import { parseTime, resolveTime } from "../src/time-input.ts";

const NOW = "2026-11-23T10:00:00.000Z";

function resolve(text: string, edge: "since" | "until", timeZone = "Europe/Rome"): string {
  const typed = parseTime(text);
  if (typed === undefined) return "refused";
  const context = { calendar: createCalendar(timeZone), nowMs: Date.parse(NOW) };
  return new Date(resolveTime(typed, edge, context)).toISOString();
}

describe("since", () => {
  test.each([
    ["a day", "2026-11-20", "2026-11-19T23:00:00.000Z"],
    ["a day and time", "2026-11-20T18:00", "2026-11-20T17:00:00.000Z"],
    ["a space between", "2026-11-20 18:00:30", "2026-11-20T17:00:30.000Z"],
    ["thousandths", "2026-11-20T18:00:30.5", "2026-11-20T17:00:30.500Z"],
    ["UTC", "2026-11-20T18:00Z", "2026-11-20T18:00:00.000Z"],
    ["an offset", "2026-11-20T18:00:00-05:00", "2026-11-20T23:00:00.000Z"],
    ["an offset without a colon", "2026-11-20T18:00:00+0530", "2026-11-20T12:30:00.000Z"],
    ["hours ago", "2h", "2026-11-23T08:00:00.000Z"],
    ["minutes ago", "30m", "2026-11-23T09:30:00.000Z"],
    ["days ago", "3d", "2026-11-20T10:00:00.000Z"],
    ["a week ago", "1w", "2026-11-16T10:00:00.000Z"],
    ["seconds ago, with a minus", "-90 s", "2026-11-23T09:58:30.000Z"],
    ["half an hour", "0.5h", "2026-11-23T09:30:00.000Z"],
  ])("%s", (_, text, instant) => {
    expect(resolve(text, "since")).toBe(instant);
  });
});

test("until a day is to its end", () => {
  expect(resolve("2026-11-20", "until")).toBe("2026-11-20T23:00:00.000Z");
});

describe("refused", () => {
  test.each([
    "",
    "2026-02-29",
    "2026-13-01",
    "2026-11-20T24:00",
    "2026-11-20T18",
    "2026-11-20T18:60",
    "2026-11-31T10:00",
    "20-11-2026",
    "2h30",
    "h",
    "3",
    "1763892000000",
    "2026-11-20T18:00+25:00",
    "2026-11-20T18:00 ",
    "yesterday",
  ])("%j", (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});

describe("clock changes", () => {
  test.each([
    ["23-hour day begins", "2026-03-29", "since", "2026-03-28T23:00:00.000Z"],
    ["23-hour day ends", "2026-03-29", "until", "2026-03-29T22:00:00.000Z"],
    ["25-hour day ends", "2026-10-25", "until", "2026-10-25T23:00:00.000Z"],
    ["the first of two 02:30", "2026-10-25T02:30", "since", "2026-10-25T00:30:00.000Z"],
    ["the last of two 02:30", "2026-10-25T02:30", "until", "2026-10-25T01:30:00.000Z"],
    ["02:30 that never comes", "2026-03-29T02:30", "since", "2026-03-29T01:30:00.000Z"],
  ] as const)("%s", (_, text, edge, instant) => {
    expect(resolve(text, edge)).toBe(instant);
  });

  test("a day that begins at 01:00, since clocks change at midnight", () => {
    expect(resolve("2017-10-15", "since", "America/Sao_Paulo")).toBe("2017-10-15T03:00:00.000Z");
  });
});
