import { isLogError } from "@org/log-core";
import { describe, expect, test } from "vitest";
import type { LogQuery } from "../../src/index.ts";
import { NO_CONDITIONS } from "../../src/query/conditions.ts";
import { resolveQuery, type QueryShape } from "../../src/query/resolve-query.ts";

const SHAPE: QueryShape = {
  fields: [
    "phone",
    "log",
    "days",
    "since",
    "until",
    "direction",
    "type",
    "minLevel",
    "text",
    "regex",
    "ignoreCase",
    "where",
    "parseEveryLine",
    "limit",
    "order",
    "onReport",
    "signal",
  ],
  logs: ["whatsapp"],
};

function resolve(query: unknown) {
  return resolveQuery(query as LogQuery, SHAPE);
}

function conditions(query: unknown) {
  return resolve(query).conditions;
}

function problemsOf(query: unknown): string {
  try {
    resolve(query);
  } catch (error) {
    if (isLogError(error, "LOG_QUERY_INVALID")) return error.message;
    throw error;
  }
  throw new Error("the query was accepted");
}

describe("a valid query", () => {
  test("has defaults for what it does not say", () => {
    expect(resolve({})).toMatchObject({
      conditions: NO_CONDITIONS,
      logs: ["whatsapp"],
      limit: Infinity,
      order: "asc",
      parsesEveryLine: false,
    });
    expect(resolve({ days: undefined, phone: undefined })).toEqual(resolve({}));
  });

  test("takes phones in any written form, one or several", () => {
    expect(conditions({ phone: "+1 (234) 567-890" }).phones).toEqual({
      keys: ["1234567890"],
      prefixes: [],
    });
    expect(conditions({ phone: ["1234567890@c.us", "US.aB1", "+39 02*", "US.1*"] }).phones).toEqual(
      {
        keys: ["1234567890", "US.aB1"],
        prefixes: ["3902", "US.1"],
      },
    );
  });

  test("takes directions in any case", () => {
    expect(conditions({ direction: ["incoming", "SYSTEM", "Incoming"] }).directions).toEqual([
      "INCOMING",
      "SYSTEM",
    ]);
  });

  test("reads logs in the order of the format, each once", () => {
    expect(resolve({ log: ["requests", "whatsapp", "requests"] }).logs).toEqual([
      "whatsapp",
      "requests",
    ]);
  });

  test("with an empty text asks for no text", () => {
    expect(conditions({ text: "" })).toEqual(NO_CONDITIONS);
  });

  test("ignores case in texts without capitals, unless told", () => {
    expect(conditions({ text: ["ab", "", "aB"] }).texts).toEqual([
      { text: "ab", ignoreCase: true },
      { text: "aB", ignoreCase: false },
    ]);
    for (const ignoreCase of [true, false]) {
      const { texts, regex, where } = conditions({
        text: ["ab", "aB"],
        regex: /aB/,
        where: ["msg~ab", "msg~aB"],
        ignoreCase,
      });
      expect(texts.map((text) => text.ignoreCase)).toEqual([ignoreCase, ignoreCase]);
      expect(where.map((one) => one.ignoreCase)).toEqual([ignoreCase, ignoreCase]);
      expect(regex?.flags).toBe(ignoreCase ? "i" : "");
    }
  });

  test("has conditions that another thread can be given", () => {
    const given = conditions({
      phone: ["39*", "1234567890"],
      direction: "incoming",
      type: ["text", "image"],
      minLevel: "warn",
      text: ["a", "B"],
      regex: /a+/iu,
      where: ['data."a b".0="x"', "durationMs > 200"],
    });
    expect(structuredClone(given)).toEqual(given);
  });
});

describe("an invalid query is refused", () => {
  test.each([
    ["an unknown field", { colour: "a" }, /colour is not an option/],
    ["a near miss", { dayz: 7 }, /did you mean days\?/],
    ["no object", "7 days", /must be an object/],
    ["nothing", null, /must be an object/],
    ["a list", [], /must be an object/],
    [
      "a bad phone",
      { phone: "../../etc/passwd" },
      /phone must be .* but it is "\.\.\/\.\.\/etc\/passwd"/,
    ],
    ["a bad phone among good ones", { phone: ["1234567890", "con"] }, /but it is "con"/],
    ["no phone at all", { phone: [] }, /an array of 0/],
    ["an unknown log", { log: "whatsap" }, /one or several of whatsapp, app, requests/],
    ["an unknown direction", { direction: "in" }, /INCOMING, OUTGOING, SYSTEM/],
    ["an unknown level", { minLevel: "warning" }, /trace, debug, info, warn, error, fatal/],
    ["no days", { days: 0 }, /days must be a number of days above 0/],
    ["a bad date", { since: "2026-02-30" }, /since must be a Date, .* but it is "2026-02-30"/],
    ["a limit of nothing", { limit: 0 }, /limit must be a whole number above 0/],
    ["a part of an entry", { limit: 1.5 }, /limit must be a whole number above 0/],
    ["an unknown order", { order: "newest" }, /asc, desc or none/],
    ["a text that is none", { text: 7 }, /text must be a text/],
    ["a beginning of nothing", { phone: "*" }, /a beginning such as 39\*/],
    ["a case that is none", { ignoreCase: "yes" }, /ignoreCase must be true or false/],
    ["no pattern", { regex: 7 }, /regex must be a regular expression or its source, .* it is 7/],
    ["a broken pattern", { regex: "a(" }, /regex must be a regular expression \(.*Unterm/],
    ["a pattern for one place", { regex: /a/y }, /without the flag y/],
    [
      "a condition that is none",
      { where: ["msg~a", "data.status failed"] },
      /where "data.status failed" needs one of = .* at position 13, but it has "failed"/,
    ],
    ["a report that goes nowhere", { onReport: true }, /onReport must be a function/],
    ["a signal that is none", { signal: {} }, /signal must be an AbortSignal/],
    [
      "days and since",
      { days: 7, since: "2026-11-23" },
      /days ends now, so it cannot be given together/,
    ],
    [
      "an end before the start",
      { since: "2026-11-23", until: "2026-11-22" },
      /until must be after since/,
    ],
    ["an end at the start", { since: 1000, until: new Date(1000) }, /until must be after since/],
  ])("for %s", (_, query, expected) => {
    expect(problemsOf(query)).toMatch(expected);
  });

  test("with everything that is wrong with it", () => {
    const problems = problemsOf({ days: -1, order: "up", phone: ["x"], since: "2026-11-23" });
    for (const field of ["days must", "order must", "phone must", "days ends now"]) {
      expect(problems).toContain(field);
    }
  });

  test("but not if its ends cannot be compared without the zone", () => {
    expect(() => resolve({ since: "2026-11-23", until: "2026-11-23T00:30:00Z" })).not.toThrow();
  });
});
