import { expect, test } from "vitest";
import { hasCapital } from "../../src/query/letter-case.ts";

test.each([
  ["error", false],
  ["Error", true],
  ["straße", false],
  ["ÉTÉ", true],
  ["ǅ", true],
  ["Ⓐ", true],
  ["你好 123", false],
  ["", false],
])("%j asks for exact case: %s", (text, expected) => {
  expect(hasCapital(text)).toBe(expected);
});
