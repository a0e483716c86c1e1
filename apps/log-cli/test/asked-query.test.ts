import { createCalendar } from "@org/log-core";
import { expect, test } from "vitest";
import { type AskedQuery, hasFilters, readAskedQuery, toQuery } from "../src/asked-query.ts";
import { lineOf, problemsOf } from "./command-lines.ts";

const CONTEXT = { calendar: createCalendar("UTC"), nowMs: Date.parse("2026-11-23T10:00:00.000Z") };

async function read(...argv: string[]): Promise<{ asked: AskedQuery; problems: string }> {
  const line = lineOf(...argv);
  const asked = await readAskedQuery(line, line.problems);
  return { asked, problems: problemsOf(line) };
}

test("every option reaches the query, in the form of the reader", async () => {
  const { asked, problems } = await read(
    "search",
    "x",
    "--direction",
    "incoming,OUTGOING",
    "--type",
    "text,image",
    "--min-level",
    "WARN",
    "--log",
    "app,Requests",
    "--limit",
    "5",
    "--days",
    "2",
    "--phone",
    "+39 123 456 7890,1234567890@c.us",
    "--tz",
    "asia/kolkata",
  );
  expect(problems).toBe("");
  expect(asked.phones).toEqual(["391234567890", "1234567890"]);
  expect(asked.timeZone).toMatch(/^Asia\/(?:Kolkata|Calcutta)$/);
  expect(toQuery(asked, CONTEXT)).toEqual({
    days: 2,
    log: ["app", "requests"],
    direction: ["INCOMING", "OUTGOING"],
    type: ["text", "image"],
    minLevel: "warn",
    limit: 5,
  });
});

test("what is not given is not asked for", async () => {
  const { asked } = await read("get", "123");
  expect(hasFilters(asked)).toBe(false);
  const given = Object.entries(toQuery(asked, CONTEXT)).filter(([, value]) => value !== undefined);
  expect(given).toEqual([["days", 7]]);
});

test.each([
  ["--phone", "123"],
  ["--log", "app"],
  ["--direction", "system"],
  ["--type", "x"],
  ["--min-level", "warn"],
])("%s narrows", async (...option) => {
  expect(hasFilters((await read("search", "", ...option)).asked)).toBe(true);
});

test.each([
  [["--direction", "in"], '--direction must be incoming, outgoing or system, but it is "in".'],
  [
    ["--direction", "incomming"],
    '--direction must be incoming, outgoing or system, but it is "incomming", did you mean incoming?',
  ],
  [["--type", ","], "--type must not be empty; --type must not be empty."],
  [
    ["--min-level", "warning"],
    '--min-level must be trace, debug, info, warn, error or fatal, but it is "warning".',
  ],
  [
    ["--log", "apps"],
    '--log must be whatsapp, app or requests, but it is "apps", did you mean app?',
  ],
  [["--limit", "0"], '--limit must be a whole number from 1, but it is "0".'],
  [["--limit", "many"], '--limit must be a whole number from 1, but it is "many".'],
  [
    ["--tz", "Rome"],
    '--tz must be a time zone such as Europe/Rome, but it is "Rome", did you mean Europe/Rome?',
  ],
  [
    ["--tz", "new york"],
    '--tz must be a time zone such as Europe/Rome, but it is "new york", did you mean America/New_York?',
  ],
  [
    ["--tz", "Europe/Roma"],
    '--tz must be a time zone such as Europe/Rome, but it is "Europe/Roma", did you mean Europe/Rome?',
  ],
  [["--tz", "Mars"], '--tz must be a time zone such as Europe/Rome, but it is "Mars".'],
])("%j is refused", async (argv, sentence) => {
  expect((await read("search", "x", ...argv)).problems).toBe(sentence);
});

test.each(["../../etc/passwd", "con", "5".repeat(300), "12\u000034", "1"])(
  "the phone %j is refused",
  async (phone) => {
    const line = lineOf("search", "x", "--phone", phone);
    await readAskedQuery(line, line.problems);
    expect(() => line.problems.throwIfAny()).toThrow(
      expect.objectContaining({
        code: "LOG_PHONE_INVALID",
        message: expect.stringMatching(/is neither a phone number nor a WhatsApp id; type it like/),
      }),
    );
  },
);

test("a phone that is refused is not repeated in full", async () => {
  expect(
    (await read("search", "x", "--phone", "9876543210987654321098765")).problems,
  ).not.toContain("6543210");
});

test("everything that is wrong is told at once", async () => {
  const { problems } = await read(
    "search",
    "x",
    "--direction",
    "up,down",
    "--limit",
    "x",
    "--tz",
    "Mars",
    "--days",
    "x",
    "--phone",
    "?",
  );
  expect(problems.split("; --").length + problems.split('; "').length).toBeGreaterThanOrEqual(6);
});
