import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { chooseAnyCase, findAnyCase } from "../../src/filter/any-case-window.ts";
import { safeRuns } from "../../src/filter/safe-runs.ts";
import { tripleSearch } from "../../src/filter/triple-search.ts";

const RUNS = process.env["FULL"] === undefined ? 1000 : 50_000;

function windowOf(text: string) {
  const window = chooseAnyCase(safeRuns(text, true));
  if (window === undefined) throw new Error("no window");
  return window;
}

function find(text: string, block: string): number {
  const search = tripleSearch();
  if (search === undefined) throw new Error("no SIMD here");
  return findAnyCase(search, windowOf(text), Buffer.from(block), 0);
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("the window of a text in any case", () => {
  test("has its rarest letters, in their order", () => {
    const { triple } = windowOf("zeroqueexj");
    const letters = triple.map(({ byte }) => String.fromCharCode(byte));
    expect(letters).toEqual(["q", "x", "j"]);
    expect(triple.map(({ distance }) => distance)).toEqual([0, 4, 5]);
  });

  test("is chosen quickly for a long text", () => {
    const began = performance.now();
    windowOf("lorem ipsum dolor ".repeat(5000));
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("repeats letters of a short text", () => {
    expect(windowOf("z").triple.map(({ distance }) => distance)).toEqual([0, 0, 0]);
    expect(windowOf("zq").triple.map(({ distance }) => distance)).toEqual([0, 1, 1]);
  });

  test("leaves out letters that other characters fold to, and what has several bytes", () => {
    // The kelvin sign is a k, and a capital I with a dot an i.
    expect(windowOf("kizé").triple.map(({ byte }) => byte)).toEqual([0x7a, 0x7a, 0x7a]);
    expect(chooseAnyCase(safeRuns("kié漢", true))).toBeUndefined();
    expect(chooseAnyCase([])).toBeUndefined();
  });

  test("leaves out a character whose forms differ in more than case", () => {
    const forms = (...texts: string[]) => texts.map((text) => Buffer.from(text));
    expect(chooseAnyCase([[forms("a", "b")]])).toBeUndefined();
    expect(chooseAnyCase([[forms("a", "A", "b")]])).toBeUndefined();
  });

  test("is narrow and quickly chosen for a long text", () => {
    const { triple } = windowOf("lorem ipsum dolor ".repeat(1000));
    expect(triple[2].distance).toBeLessThan(32);
  });
});

describe("finding a text in any case", () => {
  test("wants all of it", () => {
    expect(find("kelvin zebra", "a KELVIN ZEBRA")).toBeGreaterThan(0);
    expect(find("kelvin zebra", "a \u212Aelv\u0130n Zebra")).toBeGreaterThan(0);
    expect(find("kelvin zebra", "a melvin zebra, kelvin zebr")).toBe(-1);
  });

  test("does not take the bit of case for case where there is none", () => {
    expect(find("a[b", "A{B")).toBe(-1);
    expect(find("a_b", "a\u007fb")).toBe(-1);
    expect(find("a@b", "a`b")).toBe(-1);
    expect(find("[@", "x[@")).toBe(1);
  });

  test("finds a text where comparing folded texts finds it, and only there", () => {
    const aText = fc.string({
      unit: fc.constantFrom("a", "A", "b", "B", "z", "@", "`", "1", "é", "k", "\u212A"),
      maxLength: 60,
    });
    fc.assert(
      fc.property(aText, aText, (block, text) => {
        const wanted = text.toLowerCase().slice(0, 3);
        if (chooseAnyCase(safeRuns(wanted, true)) === undefined) return;
        expect(find(wanted, block) >= 0).toBe(block.toLowerCase().includes(wanted));
      }),
      { numRuns: RUNS },
    );
  });
});

test("where there is no WebAssembly a needle finds the same", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  const { mayHold, needleOf } = await import("../../src/filter/needle.ts");
  const [needle] = needleOf([{ text: "serenata", ignoreCase: true }]);
  expect(needle?.finders.length).toBeGreaterThan(2);
  expect(needle && mayHold(Buffer.from("La SereNata"), needle)).toBe(true);
  expect(needle && mayHold(Buffer.from("La SereNada"), needle)).toBe(false);
});
