import { describe, expect, test } from "vitest";
import { mayHold, needleOf } from "../../src/filter/needle.ts";

function mayLineHold(line: string, ...texts: Parameters<typeof needleOf>[0]): boolean | undefined {
  const [needle] = needleOf(texts);
  return needle && mayHold(Buffer.from(line), needle);
}

describe("a needle", () => {
  test("is in lines that hold one of its texts", () => {
    expect(mayLineHold('{"type":"image"}', { text: "video" }, { text: "image" })).toBe(true);
    expect(mayLineHold('{"type":"audio"}', { text: "video" }, { text: "image" })).toBe(false);
  });

  test("lets every line with a written-out character through", () => {
    expect(mayLineHold('{"type":"im\\u0061ge"}', { text: "image" })).toBe(true);
  });

  test("of a whole value stands between quotation marks", () => {
    expect(mayLineHold('{"type":"images"}', { text: "image", stands: "whole" })).toBe(false);
    expect(mayLineHold('{"type": "image"}', { text: "image", stands: "whole" })).toBe(true);
    expect(mayLineHold('{"type":"a\\/image"}', { text: "a/image", stands: "whole" })).toBe(true);
  });

  test("of the beginning of a value stands after a quotation mark", () => {
    expect(mayLineHold('{"phone":"0391"}', { text: "39", stands: "first" })).toBe(false);
    expect(mayLineHold('{"phone": "391"}', { text: "39", stands: "first" })).toBe(true);
  });

  test("is none if one of its texts has no certain bytes", () => {
    expect(needleOf([{ text: "image" }, { text: "/" }])).toEqual([]);
    expect(needleOf([{ text: "\ufffd" }])).toEqual([]);
    expect(needleOf([])).toEqual([]);
  });

  test("costs more the more there is to search for", () => {
    const cost = (...texts: string[]): number =>
      needleOf(texts.map((text) => ({ text })))[0]?.cost ?? Number.NaN;
    expect(cost("Zq")).toBeLessThan(cost("Zq", "Xq"));
    expect(cost("Zq")).toBeLessThan(cost("e"));
  });

  test("says what is looked for", () => {
    const text = (...texts: Parameters<typeof needleOf>[0]): string | undefined =>
      needleOf(texts)[0]?.text;
    expect(text({ text: "a", stands: "whole" }, { text: "b", stands: "first" })).toBe('"a" or "b');
    expect(text({ text: "ab", ignoreCase: true })).toBe("ab in any case");
  });
});
