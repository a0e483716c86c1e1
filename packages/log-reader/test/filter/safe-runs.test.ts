import { describe, expect, test } from "vitest";
import { safeRuns } from "../../src/filter/safe-runs.ts";

function runs(text: string, ignoreCase = false): string[][] {
  return safeRuns(text, ignoreCase).map((run) => run.map((unit) => unit.map(String).join("|")));
}

describe("the runs of a text", () => {
  test.each([
    ["plain", [["p", "l", "a", "i", "n"]]],
    ["a/b", [["a"], ["b"]]],
    [
      'say "hi"',
      [
        ["s", "a", "y", " "],
        ["h", "i"],
      ],
    ],
    ["a\\b\nc\u0000d", [["a"], ["b"], ["c"], ["d"]]],
    ["x\ufffdy", [["x"], ["y"]]],
    ["/", []],
    ["é你", [["é", "你"]]],
  ])("%j", (text, expected) => {
    expect(runs(text)).toEqual(expected);
  });

  test("with every form of a letter where case is ignored", () => {
    expect(runs("ik1é", true)).toEqual([["i|I|İ", "k|K|\u212A", "1", "é|É"]]);
  });

  test("end at a character that can be part of another's fold", () => {
    expect(runs("a\u0307b", true)).toEqual([["a|A"], ["b|B"]]);
    expect(runs("a\u0307b")).toEqual([["a", "\u0307", "b"]]);
  });

  test("are none beside half a character", () => {
    expect(safeRuns("abc\ud83d", false)).toEqual([]);
  });
});
