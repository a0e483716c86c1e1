import { expect, test } from "vitest";
import { anyMarks, textMarks } from "../../src/render/find-marks.ts";

function marked(searched: string, text: string): string[] | undefined {
  return textMarks(searched)?.(text).map(({ start, end }) => text.slice(start, end));
}

test.each<[string, string, string, string[] | undefined]>([
  ["every place", "a", "banana", ["a", "a", "a"]],
  ["any case without capitals", "pay", "PAY Pay", ["PAY", "Pay"]],
  ["exact case with one", "Pay", "PAY Pay", ["Pay"]],
  ["signs as they are", "a.b(*)", "a.b(*) axb", ["a.b(*)"]],
  [
    "what the screen shows of a control character",
    "x\u001by",
    String.raw`x\x1by`,
    [String.raw`x\x1by`],
  ],
  ["nothing for an empty text", " ", "a", undefined],
])("marks %s", (_, searched, text, expected) => {
  expect(marked(searched, text)).toEqual(expected);
});

test("of what several find, nothing is marked twice", () => {
  const find = anyMarks([textMarks("ab"), undefined, textMarks("abc"), textMarks("cd")]);
  expect(find?.("abcd cd")).toEqual([
    { start: 0, end: 3 },
    { start: 5, end: 7 },
  ]);
  expect(anyMarks([undefined])).toBeUndefined();
});
