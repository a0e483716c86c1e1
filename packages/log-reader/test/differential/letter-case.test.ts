import { describe, expect, test } from "vitest";
import { foldCase } from "../../src/filter/fold-case.ts";
import { collect, logsOf } from "../folder.ts";
import { isInstalled, ripgrep } from "./tools.ts";

const HAS_RG = isInstalled("rg");

/** Letters that ripgrep takes for others and search does not: forms that only old or special texts have. */
const NOT_FOLDED = [
  ["ſ", "s"],
  ["µ", "μ"],
  ["ϐ", "β"],
  ["ϵ", "ε"],
  ["ϑ", "θ"],
  ["ϰ", "κ"],
  ["ϖ", "π"],
  ["ϱ", "ρ"],
  ["ϕ", "φ"],
  ["\u1fbe", "ι"],
  ["\u0345", "ι"],
  ["\u1fd3", "\u0390"],
  ["\u1fe3", "\u03b0"],
  ["ẛ", "ṡ"],
  ["\ufb05", "\ufb06"],
  ["\u1c80", "в"],
  ["\u1c81", "д"],
  ["\u1c82", "о"],
  ["\u1c83", "с"],
  ["\u1c84", "т"],
  ["\u1c85", "т"],
  ["\u1c86", "ъ"],
  ["\u1c87", "ѣ"],
  ["\u1c88", "\ua64b"],
] as const;

/** Those that an older ripgrep does not know to be the same. */
const SINCE_UNICODE_15_1: ReadonlySet<string> = new Set(["\u1fd3", "\u1fe3", "\ufb05"]);

describe("case", () => {
  test("is Unicode's simple folding but for these letters", () => {
    const special = new Set<string>(NOT_FOLDED.map(([letter]) => letter));
    for (let code = 0x80; code <= 0x1_ffff; code += 1) {
      const char = String.fromCodePoint(code);
      if (!/\p{L}|\p{M}|\p{N}|\p{S}/u.test(char)) continue;
      for (const other of new Set([foldCase(char), char.toUpperCase().toLowerCase()])) {
        if (Array.from(other).length > 1) continue;
        const isSame = new RegExp(`^${char}$`, "iu").test(other);
        const isFolded = foldCase(char) === foldCase(other);
        const isSpecial = special.has(char) || special.has(other);
        if (isSame !== isFolded && !isSpecial) throw new Error(`${char} and ${other}`);
      }
    }
  });

  test.each(NOT_FOLDED)("%s is not %s", async (letter, other) => {
    const { dir, logs } = logsOf([{ msg: `=${letter}=` }]);
    const found = await collect(logs.search(`=${other}=`, { ignoreCase: true }));
    expect(found).toHaveLength(0);
    const isKnown = !SINCE_UNICODE_15_1.has(letter);
    if (HAS_RG && isKnown) expect(ripgrep(dir, `=${other}=`, "-i")).toHaveLength(1);
  });
});
