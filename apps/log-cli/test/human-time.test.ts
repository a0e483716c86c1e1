import { createCalendar } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { readTime, resolveTime, saysDay } from "../src/time-input.ts";

/** A Monday, 11:00 in Rome. */
const NOW = "2026-11-23T10:00:00.000Z";

interface At {
  readonly now?: string;
  readonly zone?: string;
  readonly since?: string;
}

async function resolve(text: string, edge: "since" | "until", at: At = {}): Promise<string> {
  const typed = await readTime(text);
  if (typed === undefined) return "refused";
  const context = {
    calendar: createCalendar(at.zone ?? "Europe/Rome"),
    nowMs: Date.parse(at.now ?? NOW),
    sinceMs: at.since === undefined ? undefined : Date.parse(at.since),
  };
  return new Date(resolveTime(typed, edge, context)).toISOString();
}

describe("since, in words", () => {
  test.each([
    ["today", "2026-11-22T23:00:00.000Z"],
    ["yesterday", "2026-11-21T23:00:00.000Z"],
    ["Yesterday 18:30", "2026-11-22T17:30:00.000Z"],
    ["the day before yesterday", "2026-11-20T23:00:00.000Z"],
    ["3 days ago", "2026-11-20T10:00:00.000Z"],
    ["2 hours ago", "2026-11-23T08:00:00.000Z"],
    ["2 hours", "2026-11-23T08:00:00.000Z"],
    ["1h 30m", "2026-11-23T08:30:00.000Z"],
    ["1 hour and 30 minutes ago", "2026-11-23T08:30:00.000Z"],
    ["an hour ago", "2026-11-23T09:00:00.000Z"],
    ["now", "2026-11-23T10:00:00.000Z"],
    ["20 Nov 10:00", "2026-11-20T09:00:00.000Z"],
    ["Nov 20 10:00:05", "2026-11-20T09:00:05.000Z"],
    ["20 Nov 10:00 UTC", "2026-11-20T10:00:00.000Z"],
    ["20 November 2025", "2025-11-19T23:00:00.000Z"],
    ["2026-11-20 10am", "2026-11-20T09:00:00.000Z"],
    ["last tuesday", "2026-11-16T23:00:00.000Z"],
    ["last friday at noon", "2026-11-20T11:00:00.000Z"],
    ["last week", "2026-11-15T23:00:00.000Z"],
  ])("%s", async (text, instant) => {
    expect(await resolve(text, "since")).toBe(instant);
  });

  test.each([
    ["a weekday", "tuesday", "2026-11-16T23:00:00.000Z"],
    ["the weekday that is today", "monday", "2026-11-22T23:00:00.000Z"],
    ["a clock time that was today", "10:00", "2026-11-23T09:00:00.000Z"],
    ["a clock time that is still to come today", "18:00", "2026-11-22T17:00:00.000Z"],
    ["midnight", "midnight", "2026-11-22T23:00:00.000Z"],
    ["a date without a year", "24 Dec", "2025-12-23T23:00:00.000Z"],
    ["a month", "november", "2026-10-31T23:00:00.000Z"],
  ])("%s is the last that has been", async (_, text, instant) => {
    expect(await resolve(text, "since")).toBe(instant);
  });
});

describe("until, in words", () => {
  test.each([
    ["yesterday", "2026-11-22T23:00:00.000Z"],
    ["20 Nov 10:00", "2026-11-20T09:00:00.000Z"],
    ["last tuesday", "2026-11-17T23:00:00.000Z"],
    ["today", "2026-11-23T23:00:00.000Z"],
  ])("%s", async (text, instant) => {
    expect(await resolve(text, "until")).toBe(instant);
  });

  test("a clock time is the first after since", async () => {
    const at = { now: "2026-11-23T20:00:00.000Z", since: "2026-11-23T19:00:00.000Z" };
    expect(await resolve("22:00", "until", at)).toBe("2026-11-23T21:00:00.000Z");
    expect(await resolve("20:30", "until", at)).toBe("2026-11-23T19:30:00.000Z");
  });
});

describe("clock changes", () => {
  test.each([
    // Rome, 26 October 2026: at 03:00 of the day before clocks went back to 02:00.
    [
      "the day before, 25 hours long",
      "yesterday",
      "since",
      "2026-10-26T12:00Z",
      "2026-10-24T22:00Z",
    ],
    ["its end", "yesterday", "until", "2026-10-26T12:00Z", "2026-10-25T23:00Z"],
    [
      "the first of two 02:30",
      "yesterday 02:30",
      "since",
      "2026-10-26T12:00Z",
      "2026-10-25T00:30Z",
    ],
    ["the last of two 02:30", "yesterday 02:30", "until", "2026-10-26T12:00Z", "2026-10-25T01:30Z"],
    [
      "an hour ago in the second of two hours",
      "an hour ago",
      "since",
      "2026-10-25T01:10Z",
      "2026-10-25T00:10Z",
    ],
    ["02:30 that never came", "29 Mar 02:30", "since", "2026-03-30T12:00Z", "2026-03-29T01:30Z"],
    ["noon across the change", "25 Oct 12:00", "since", "2026-11-23T10:00Z", "2026-10-25T11:00Z"],
  ] as const)("%s", async (...[, text, edge, now, instant]) => {
    expect(await resolve(text, edge, { now })).toBe(new Date(instant).toISOString());
  });
});

test("the zone of the system does not matter, the asked one does", async () => {
  expect(await resolve("yesterday", "since", { zone: "Pacific/Kiritimati" })).toBe(
    "2026-11-22T10:00:00.000Z",
  );
  expect(await resolve("20 Nov 10:00", "since", { zone: "America/New_York" })).toBe(
    "2026-11-20T15:00:00.000Z",
  );
});

test.each([
  "",
  "foo",
  "foo yesterday",
  "yesterday to today",
  "yesterday evening",
  "last night",
  "03/04/2026",
  "3.4.2026",
  "20-11-2026",
  "25:00",
  "31 Feb",
  "2026-11-31",
  "h",
  "2 fortnights ago",
  "\u001b[31myesterday",
])("%j is refused", async (text) => {
  expect(await resolve(text, "since")).toBe("refused");
});

test.each([
  ["yesterday", true],
  ["last tuesday", true],
  ["20 Nov", true],
  ["yesterday 18:00", false],
  ["an hour ago", false],
])("whether %j says a day: %s", async (text, expected) => {
  const typed = await readTime(text);
  expect(typed?.kind === "words" && saysDay(typed)).toBe(expected);
});
