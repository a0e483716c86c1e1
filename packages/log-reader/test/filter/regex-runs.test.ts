import { expect, test } from "vitest";
import { regexRuns } from "../../src/filter/regex-runs.ts";

test.each([
  ["timeout", ["timeout"]],
  ["time ?out", ["time", "out"]],
  ["ab*c", ["a", "c"]],
  ["ab+?c", ["a", "c"]],
  ["ab{2}c", ["a", "c"]],
  ["ab{0,2}?c", ["a", "c"]],
  ["^start.*end$", ["start", "end"]],
  ["\\d+ orders", [" orders"]],
  ["price \\$5\\.00", ["price $5.00"]],
  ["a\\/b", ["a/b"]],
  ["(failed|timeout) on (?<host>[a-z)(]+)\\b:", [" on ", ":"]],
  ["a[\\]x]b", ["a", "b"]],
  ["(?:x(y)[)])?ok", ["ok"]],
  ["(?!no)yes", ["yes"]],
  ["\\p{Lu}x", ["x"]],
  ["😀+a", ["a"]],
  ["one|two", []],
  ["a\\u0041b", []],
  ["\\x41b", []],
  ["(a)\\1b", []],
  ["\\k<a>b(?<a>c)", []],
  ["[a-z]+", []],
])("%s holds %j", (source, expected) => {
  expect(regexRuns({ source, flags: "u" })).toEqual(expected);
});

test("are none where classes nest", () => {
  expect(regexRuns({ source: "a[b[c]]d", flags: "v" })).toEqual([]);
});
