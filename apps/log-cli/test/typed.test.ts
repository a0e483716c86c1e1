import { expect, test } from "vitest";
import { listChoices, quoteTyped } from "../src/typed.ts";

test.each([
  ["a b", '"a b"'],
  ["\u001b[2J\n", String.raw`"\x1b[2J\x0a"`],
  ["x".repeat(100), `"${"x".repeat(60)}…"`],
  ["2026-02-29", '"2026-02-29"'],
])("%j is shown as %s", (typed, shown) => {
  expect(quoteTyped(typed)).toBe(shown);
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a or b"],
  [["a", "b", "c"], "a, b or c"],
])("%j in words", (choices, words) => {
  expect(listChoices(choices)).toBe(words);
});
