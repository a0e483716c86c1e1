import { expect, test } from "vitest";
import { regexCondition, regexProblem } from "../../src/query/regex-condition.ts";

test.each([
  ["error", undefined, "iu"],
  ["Error", undefined, "u"],
  ["\\S+ \\p{Lu}\\u{41}\\u0041(?<Name>x)\\k<Name>", undefined, "iu"],
  ["error", false, "u"],
  ["Error", true, "iu"],
  [/error/, undefined, ""],
  [/Error/gi, undefined, "i"],
  [/error/dsu, true, "siu"],
  [/error/i, false, ""],
])("%s with ignoreCase %s has the flags %s", (regex, ignoreCase, flags) => {
  expect(regexProblem(regex)).toBeUndefined();
  const read = regexCondition(regex, ignoreCase);
  expect(read.flags.split("").toSorted()).toEqual(flags.split("").toSorted());
  expect(() => new RegExp(read.source, read.flags)).not.toThrow();
});

test.each(["", "a(", "\\_", 7, /a/y])("%s is none", (value) => {
  expect(regexProblem(value)).toMatch(/a regular expression/);
});
