import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { regexFilter } from "../../src/filter/regex.ts";
import { numberToken, stringToken } from "../hostile.ts";
import { entryWith, FILES, isCandidate, passes } from "./passing.ts";

const RUNS = process.env["FULL"] === undefined ? 3000 : 100_000;

describe("a regular expression", () => {
  test.each([
    ["fail(ed|ure)", "iu", { msg: "It FAILED" }, true],
    ["fail(ed|ure)", "u", { msg: "It FAILED" }, false],
    ["^order \\d+$", "u", { data: { text: ["x", "order 12"] } }, true],
    ["^5\\d\\d$", "u", { data: { status: 503 } }, true],
    ["^1000$", "u", { data: { n: 1e3 } }, true],
    ["error", "u", { data: { error: 1 } }, false],
    ["error", "u", { level: "error" }, false],
    ["k", "iu", { msg: "\u212A" }, true],
    ["s", "iu", { msg: "\u017F" }, true],
    ["i", "iu", { msg: "\u0130" }, false],
  ] as const)("/%s/%s in %j: %s", (source, flags, fields, expected) => {
    const filter = regexFilter({ source, flags });
    const entry = entryWith(fields);
    expect(filter.matches(entry, FILES.app)).toBe(expected);
    if (expected) expect(isCandidate(filter, JSON.stringify(entry))).toBe(true);
  });

  test("says what it asks for", () => {
    expect(regexFilter({ source: "a+", flags: "iu" }).text).toBe("regex=/a+/iu");
  });

  test("passes over lines without its plain parts", () => {
    const line = JSON.stringify(entryWith({ msg: "all is well" }));
    expect(isCandidate(regexFilter({ source: "failed \\d+", flags: "u" }), line)).toBe(false);
    expect(isCandidate(regexFilter({ source: "failed \\d+", flags: "iu" }), line)).toBe(false);
  });
});

test("no line with a match is passed over by its bytes", () => {
  const word = fc.constantFrom(
    ..."a k S s i İ \u212A ſ é É ß \\d 1 0 e \\. . x? (y|z) [a-z] a+ b* /".split(" "),
    ...'" привет ΣΟ 😀 error \\s $ ^'.split(" "),
  );
  let matches = 0;
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.oneof(stringToken, numberToken),
      fc.constantFrom("u", "iu", "i", ""),
      (words, json, flags) => {
        const filter = regexFilter({ source: words.join(""), flags });
        const line = `{"level":"info","time":"2026-11-23T10:15:30.123Z","data":{"of":${json}}}`;
        if (!passes(filter, line)) return;
        matches += 1;
        expect(isCandidate(filter, line)).toBe(true);
      },
    ),
    { numRuns: RUNS },
  );
  expect(matches).toBeGreaterThan(RUNS / 20);
});
