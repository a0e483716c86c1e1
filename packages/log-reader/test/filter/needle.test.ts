import { describe, expect, test } from "vitest";
import { mayHold, needleOf } from "../../src/filter/needle.ts";

function mayLineHold(line: string, ...texts: Parameters<typeof needleOf>[0]): boolean | undefined {
  const needle = needleOf(texts);
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
    expect(mayLineHold('{"type":"images"}', { text: "image", isWholeValue: true })).toBe(false);
    expect(mayLineHold('{"type": "image"}', { text: "image", isWholeValue: true })).toBe(true);
    expect(mayLineHold('{"type":"a\\/image"}', { text: "a/image", isWholeValue: true })).toBe(true);
  });

  test("is none if one of its texts has no certain bytes", () => {
    expect(needleOf([{ text: "image" }, { text: "/" }])).toBeUndefined();
    expect(needleOf([{ text: "\ufffd" }])).toBeUndefined();
  });

  test("costs more the more there is to search for", () => {
    const [one, two] = [needleOf([{ text: "Zq" }]), needleOf([{ text: "Zq" }, { text: "Xq" }])];
    expect(one?.cost).toBeLessThan(two?.cost ?? 0);
    expect(one?.cost).toBeLessThan(needleOf([{ text: "e" }])?.cost ?? 0);
  });
});
