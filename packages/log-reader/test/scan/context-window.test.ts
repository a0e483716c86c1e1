import { expect, test } from "vitest";
import { markContext } from "../../src/scan/context-window.ts";

test.each([
  ["..#..", 1, 1, ".c#c."],
  ["..#..", 0, 2, "..#cc"],
  ["..#..", 5, 0, "cc#.."],
  ["#....#", 1, 2, "#cc.c#"],
  ["#..#", 2, 2, "#cc#"],
  ["##.#", 1, 0, "##c#"],
  [".....", 2, 2, "....."],
  ["", 1, 1, ""],
])("%s with %d before and %d after is %s", (lines, before, after, expected) => {
  const isMatch = Uint8Array.from(lines, (line) => (line === "#" ? 1 : 0));
  const marks = markContext(isMatch, { before, after });
  expect(Array.from(marks, (mark) => ".#c"[mark]).join("")).toBe(expected);
});
