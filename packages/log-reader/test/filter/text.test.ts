import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textFilter } from "../../src/filter/text.ts";
import { hasCapital } from "../../src/query/letter-case.ts";
import { hostileLine, numberToken, searchText, stringToken } from "../hostile.ts";
import { entryWith, FILES, isCandidate, passes } from "./passing.ts";

const RUNS = process.env["FULL"] === undefined ? 5000 : 100_000;

/** The filter of a text as a query makes it. */
function filterOf(text: string, ignoreCase = !hasCapital(text)) {
  return textFilter({ text, ignoreCase });
}

function holds(text: string, fields: Parameters<typeof entryWith>[0]): boolean {
  return filterOf(text).matches(entryWith(fields), FILES.whatsapp);
}

/** A line whose message is written as the given JSON. */
function lineOf(json: string): string {
  return `{"level":"info","time":"2026-11-23T10:15:30.123Z","data":{"of":${json}}}`;
}

/** A piece of a value, in some case. */
const piece = fc.record({
  from: fc.nat(),
  length: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 30 })),
  change: fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toLowerCase(),
    (text: string) => text.toUpperCase(),
  ),
});

function cut(
  value: string,
  { from, length, change }: typeof piece extends fc.Arbitrary<infer T> ? T : never,
): string {
  const start = from % (value.length + 1);
  return change(value.slice(start, start + length));
}

describe("where a text is looked for", () => {
  test.each([
    ["the message", { msg: "an error came" }],
    ["data, at any depth", { data: { a: [{ b: { c: "an error" } }] } }],
    ["the type", { type: "error" }],
    ["the id", { id: "wamid.error1" }],
    ["what an application logged", { err: { message: "error" } }],
  ])("in %s", (_, fields) => {
    expect(holds("error", fields)).toBe(true);
  });

  test.each([
    ["key names", { data: { error: 1 } }],
    ["the level", { level: "error" }],
    ["the bot", { bot: "error" }],
    ["the instance", { instance: "error" }],
    ["the phone", { phone: "error" }],
    ["the author", { from: "error" }],
    ["truth values", { data: [true, null] }],
  ] as const)("not in %s", (_, fields) => {
    for (const text of ["error", "true", "null"]) expect(holds(text, fields)).toBe(false);
  });

  test("in numbers as JavaScript writes them", () => {
    expect(holds("404", { data: { status: 404 } })).toBe(true);
    expect(holds("1000", { data: { n: 1e3 } })).toBe(true);
    expect(holds("1e3", { data: { n: 1e3 } })).toBe(false);
    expect(holds("infin", { data: { n: Infinity } })).toBe(true);
  });

  test("however deep an entry is nested", () => {
    let value: unknown = "needle";
    for (let depth = 0; depth < 200_000; depth += 1) value = [value];
    expect(holds("needle", { data: value })).toBe(true);
  });

  test("however long a list is", () => {
    expect(holds("needle", { data: [...Array.from({ length: 200_000 }, () => 7), "needle"] })).toBe(
      true,
    );
  });
});

describe("case", () => {
  test.each([
    ["error", "An ERROR", true],
    ["Error", "An error", false],
    ["Error", "An Error", true],
    ["σοφος", "ΣΟΦΟΣ", true],
    ["σοφοσ", "ο ΣΟΦΟΣ.", true],
    ["ς", "Σ", true],
    ["привет", "ПРИВЕТ", true],
    ["k", "\u212A", true],
    ["istanbul", "İstanbul", false],
    ["i\u0307stanbul", "İstanbul", true],
    ["straße", "STRASSE", false],
    ["straße", "STRA\u1E9EE", true],
    ["ﬁn", "fin", false],
    ["é", "e\u0301", false],
    ["ǆ", "ǅ", true],
    ["ǅ", "ǆ", false],
  ])("%j in %j: %s", (text, value, expected) => {
    expect(holds(text, { msg: value })).toBe(expected);
    const line = lineOf(JSON.stringify(value));
    expect(passes(filterOf(text), line)).toBe(expected);
    if (expected) expect(isCandidate(filterOf(text), line)).toBe(true);
  });
});

test("case can be forced either way", () => {
  const entry = entryWith({ msg: "An ERROR" });
  expect(filterOf("error", false).matches(entry, FILES.whatsapp)).toBe(false);
  expect(filterOf("Error", true).matches(entry, FILES.whatsapp)).toBe(true);
  expect(isCandidate(filterOf("Error", true), JSON.stringify(entry))).toBe(true);
  expect(filterOf("Error", true).text).toBe('text="Error" (any case)');
});

describe("no line that holds the text is passed over by its bytes", () => {
  test("for strings in any encoding", () => {
    let matches = 0;
    fc.assert(
      fc.property(stringToken, piece, (json, aimed) => {
        // Decoded as a line is: half characters in the bytes are no characters any more.
        const line = Buffer.from(lineOf(json));
        const { data } = JSON.parse(line.toString("utf8")) as { data: { of: string } };
        const filter = filterOf(cut(data.of, aimed) || "e");
        if (!passes(filter, line)) return;
        matches += 1;
        expect(isCandidate(filter, line)).toBe(true);
      }),
      { numRuns: RUNS },
    );
    expect(matches).toBeGreaterThan(RUNS / 4);
  });

  test("for numbers in any notation", () => {
    let matches = 0;
    fc.assert(
      fc.property(numberToken, piece, (json, aimed) => {
        const filter = filterOf(cut(String(Number(json)), aimed) || "1");
        if (!passes(filter, lineOf(json))) return;
        matches += 1;
        expect(isCandidate(filter, lineOf(json))).toBe(true);
      }),
      { numRuns: RUNS },
    );
    expect(matches).toBeGreaterThan(RUNS / 2);
  });

  test("for any bytes and any text", () => {
    fc.assert(
      fc.property(hostileLine, searchText, (line, text) => {
        const filter = filterOf(text || "e");
        if (passes(filter, line)) expect(isCandidate(filter, line)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("a line without the text is passed over", () => {
  test.each([
    ["zyxwvut", "something else"],
    ["Zyxwvut", "zyxwvut"],
    ["http://example.com/orders", "http://example.org/orders"],
    ["привет", "пока"],
    ["مرحبا", "سلام"],
    ["1234567", "order 12345"],
  ])("%j in %j", (text, value) => {
    expect(isCandidate(filterOf(text), lineOf(JSON.stringify(value)))).toBe(false);
  });
});
