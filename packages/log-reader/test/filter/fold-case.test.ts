import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseVariants, foldCase } from "../../src/filter/fold-case.ts";

function foldOneByOne(text: string): string {
  return Array.from(text, (char) => (char === "ς" ? "σ" : char.toLowerCase())).join("");
}

/** Every character there is, halves of surrogate pairs left out. */
function allCharacters(): string[] {
  const found: string[] = [];
  for (let code = 0; code <= 0x10_ffff; code += 1) {
    if (code < 0xd800 || code > 0xdfff) found.push(String.fromCodePoint(code));
  }
  return found;
}

describe("folding", () => {
  test("a whole text is folding each code point", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from("aΣσςİiIkK\u212Aßẞ\u0307. 1")) }),
        (text) => {
          expect(foldCase(text)).toBe(foldOneByOne(text));
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(foldCase(text)).toBe(foldOneByOne(text));
      }),
    );
  });

  test("twice is folding once, for every character", () => {
    const changed = allCharacters().filter((char) => foldCase(foldCase(char)) !== foldCase(char));
    expect(changed).toEqual([]);
  });
});

describe("the forms of a character", () => {
  test("are all characters whose fold holds it, for every character there is", () => {
    const missing = allCharacters().flatMap((char) =>
      Array.from(foldCase(char)).filter((folded) => {
        const variants = caseVariants(folded);
        return variants !== undefined && !variants.includes(char);
      }),
    );
    expect(missing).toEqual([]);
  });

  test("are none for a character that can be the end of another's fold", () => {
    expect(caseVariants("\u0307")).toBeUndefined();
    const longFolds = allCharacters().filter((char) => Array.from(foldCase(char)).length > 1);
    // If Unicode ever gains another, `caseVariants` has to know of it.
    expect(longFolds).toEqual(["\u0130"]);
  });

  test("begin with the character itself", () => {
    for (const char of ["a", "i", "k", "1", "é", "п", "你", "😀"]) {
      expect(caseVariants(char)?.[0]).toBe(char);
    }
  });
});
