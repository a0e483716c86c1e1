import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clustersOf, cutColumns, textWidth } from "../../src/render/text-width.ts";
import { wrapText } from "../../src/render/wrap-text.ts";

function lines(text: string, columns: number): string[] {
  return wrapText(text, columns).map(({ start, end }) => text.slice(start, end));
}

describe("wrapText", () => {
  test.each<[string, string, number, readonly string[]]>([
    ["between words", "the quick brown fox", 10, ["the quick", "brown fox"]],
    ["a word that fits exactly", "ten chars! and", 10, ["ten chars!", "and"]],
    ["within a word that fits nowhere", "abcdefgh ij", 3, ["abc", "def", "gh", "ij"]],
    ["at line feeds, empty lines too", "a\n\nb\n", 10, ["a", "", "b", ""]],
    ["Japanese anywhere", "こんにちは", 4, ["こん", "にち", "は"]],
    ["not within a flag", "🇮🇹🇫🇷", 3, ["🇮🇹", "🇫🇷"]],
    ["not between a letter and its accent", "e\u0301e\u0301", 1, ["e\u0301", "e\u0301"]],
    ["not within a family", "👨‍👩‍👧👨‍👩‍👧", 6, ["👨‍👩‍👧", "👨‍👩‍👧"]],
    ["spaces at a break are left out", "a      b", 3, ["a", "b"]],
    ["nothing", "", 10, [""]],
  ])("%s", (_, text, columns, expected) => {
    expect(lines(text, columns)).toEqual(expected);
  });

  const anyText = fc.string({
    unit: fc.constantFrom(...("ab \n漢👍🏽é\u0301🇮🇹ש‍".match(/./gsu) ?? [])),
  });

  test("leaves out nothing but spaces and line feeds", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, columns) => {
        expect(lines(text, columns).join("").replaceAll(/[ \n]/g, "")).toBe(
          text.replaceAll(/[ \n]/g, ""),
        );
      }),
    );
  });

  test("no line is too wide, but for one character that is so by itself", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, columns) => {
        for (const line of lines(text, columns)) {
          const wide = clustersOf(line).reduce((sum, cluster) => sum + cluster.columns, 0);
          expect(wide <= columns || clustersOf(line).length === 1).toBe(true);
        }
      }),
    );
  });

  test("a word of 200,000 letters takes no noticeable time", () => {
    expect(lines("漢".repeat(100_000), 40)).toHaveLength(5_000);
    expect(lines("x".repeat(200_000), 40)).toHaveLength(5_000);
  });
});

test.each([
  ["abc", 3],
  ["漢字", 4],
  ["👨‍👩‍👧", 2],
  ["e\u0301", 1],
  ["", 0],
])("the width of %s", (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

test("a text is cut to a width between characters", () => {
  expect(cutColumns("abcdef", 6, "…")).toBe("abcdef");
  expect(cutColumns("abcdefg", 6, "…")).toBe("abcde…");
  expect(cutColumns("漢字漢字", 6, "…")).toBe("漢字…");
  expect(cutColumns("abc def", 5, "…")).toBe("abc…");
});
