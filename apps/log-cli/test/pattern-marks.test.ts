import { expect, test } from "vitest";
import { patternMarks } from "../src/pattern-marks.ts";

function marked(source: string, text: string, ignoreCase = false): string[] | undefined {
  return patternMarks(source, ignoreCase)?.(text).map(({ start, end }) => text.slice(start, end));
}

test.each<[string, string, boolean, string[] | undefined]>([
  ["pay\\w+", "Payment, payer", false, ["Payment", "payer"]],
  ["Pay\\w+", "Payment, payer", false, ["Payment"]],
  ["Pay\\w+", "Payment, payer", true, ["Payment", "payer"]],
  ["\\S+x", "ax BX", false, ["ax", "BX"]],
  ["x*", "axxb", false, ["xx"]],
  ["(", "a", false, undefined],
])("%s in %s", (source, text, ignoreCase, expected) => {
  expect(marked(source, text, ignoreCase)).toEqual(expected);
});

test("a pattern that never comes back marks nothing, then or later", () => {
  const find = patternMarks("(a+)+$", false);
  expect(find?.(`${"a".repeat(50)}!`)).toEqual([]);
  expect(find?.("aaa")).toEqual([]);
});
