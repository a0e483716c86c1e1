import { runCli } from "./fake-io.ts";
import { tempDir } from "@org/test-kit";
import { createCalendar, MAX_TIME_MS, MIN_TIME_MS } from "@org/log-core";
import { expect, test } from "vitest";
import { readPeriod, resolvePeriod, type Period } from "../src/asked-period.ts";
import { valueOf } from "../src/command-line.ts";
import { lineOf, problemsOf } from "./command-lines.ts";

const NOW_MS = Date.parse("2026-11-23T10:00:00.000Z");

async function period(...argv: string[]): Promise<Period> {
  const line = lineOf(...argv);
  const asked = await readPeriod(line, line.problems);
  line.problems.throwIfAny();
  return resolvePeriod(asked, {
    calendar: createCalendar(valueOf(line, "tz") ?? "Europe/Rome"),
    nowMs: NOW_MS,
  });
}

test.each([
  ["the command's own", ["get", "123"], { days: 7 }],
  ["everything, where a command has none", ["list"], {}],
  ["days", ["get", "123", "--days", "30"], { days: 30 }],
  ["since, up to now", ["get", "123", "--since", "2h"], { since: NOW_MS - 7_200_000 }],
  [
    "until, from the beginning",
    ["get", "123", "--until", "2026-11-20"],
    { until: Date.parse("2026-11-20T23:00Z") },
  ],
  [
    "since and until",
    ["get", "123", "--since", "2026-11-19", "--until", "2026-11-20"],
    { since: Date.parse("2026-11-18T23:00Z"), until: Date.parse("2026-11-20T23:00Z") },
  ],
  [
    "one day",
    ["get", "123", "--on", "2026-11-20"],
    { since: Date.parse("2026-11-19T23:00Z"), until: Date.parse("2026-11-20T23:00Z") },
  ],
  ["since before there were logs", ["get", "123", "--since", "0001-01-01"], {}],
  ["since more weeks than there were", ["get", "123", "--since", "999999w"], {}],
  [
    "since after there can be logs",
    ["get", "123", "--since", "9999-12-31", "--tz", "UTC"],
    { since: MAX_TIME_MS },
  ],
  ["until before there were logs", ["get", "123", "--until", "0000-01-01"], { until: MIN_TIME_MS }],
])("%s", async (_, argv, expected) => {
  expect(await period(...argv)).toEqual(expected);
});

test.each([
  [["--days", "0"], '--days must be a whole number from 1 to 36500, but it is "0".'],
  [["--days", "-3"], '--days must be a whole number from 1 to 36500, but it is "-3".'],
  [["--days", "1.5"], '--days must be a whole number from 1 to 36500, but it is "1.5".'],
  [["--days", "1e9"], '--days must be a whole number from 1 to 36500, but it is "1e9".'],
  [
    ["--on", "2026-02-29"],
    '--on must be a day that exists, such as 2026-11-23, yesterday or "last tuesday", but it is "2026-02-29".',
  ],
  [
    ["--on", "2h"],
    '--on must be a day that exists, such as 2026-11-23, yesterday or "last tuesday", but it is "2h".',
  ],
  [["--days", "3", "--on", "2026-11-23"], "--days and --on exclude each other: give one of them."],
  [["--since", "2h", "--days", "3"], "--days and --since exclude each other: give one of them."],
])("%j is refused", async (argv, sentence) => {
  const line = lineOf("get", "123", ...argv);
  await readPeriod(line, line.problems);
  expect(problemsOf(line)).toBe(sentence);
});

test("a date that does not exist is refused with what is accepted", async () => {
  const line = lineOf("get", "123", "--since", "2026-11-31");
  await readPeriod(line, line.problems);
  expect(problemsOf(line)).toMatch(
    /^--since must be a day that exists \(2026-11-23\), .* but it is "2026-11-31"\.$/,
  );
});

test.each([
  [
    ["--since", "2026-11-22", "--until", "2026-11-20"],
    "--since must be before --until, but it is 2026-11-22 00:00 (Europe/Rome) and --until is " +
      "2026-11-21 00:00 (Europe/Rome).",
  ],
  [
    ["--since", "1h", "--until", "2h"],
    "--since must be before --until, but it is 2026-11-23 10:00 (Europe/Rome) and --until is " +
      "2026-11-23 09:00 (Europe/Rome).",
  ],
])("%j ends before it begins", async (argv, sentence) => {
  await expect(period("get", "123", ...argv)).rejects.toMatchObject({
    code: "LOG_USAGE_INVALID",
    message: sentence,
  });
});

test.each([
  ["--since", "03/04"],
  ["--until", "3.4.2026 18:00"],
  ["--on", "03/04/2026"],
])("%s %s: why it is not taken", async (flag, text) => {
  const { stderr } = await runCli(["get", "1234567890", flag, text], { cwd: tempDir() });
  expect(stderr).toContain(
    `but it is "${text}", where day and month cannot be told apart: name the month (4 Mar)`,
  );
});

test.each(["2026-13-01", "31 feb"])("%s is no day, which is not unclear", async (text) => {
  const { stderr } = await runCli(["get", "1234567890", "--on", text], { cwd: tempDir() });
  expect(stderr).toContain("LOG_USAGE_INVALID");
  expect(stderr).not.toContain("told apart");
});
