import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canBeInNumber, rewrittenNumberFinder } from "../../src/filter/number-text.ts";
import { numberToken } from "../hostile.ts";

describe("a number that is read as other digits", () => {
  test.each([
    "1e3",
    "-1E5",
    "12345678901234567890",
    "0.0000001",
    "-0.00000012",
    "1234567.8901234567",
  ])("%s is found", (token) => {
    for (const line of [`{"a":${token}}`, `[1, ${token}]`, `{"a":\t${token}}`, `[${token}]`]) {
      expect(rewrittenNumberFinder()(Buffer.from(line), 0)).toBeGreaterThan(-1);
    }
  });

  test.each(["404", "-1.5", "123456789012345", "0.000001", "1.50", "0.0001"])(
    "%s is not one",
    (token) => {
      expect(rewrittenNumberFinder()(Buffer.from(`{"a":${token}}`), 0)).toBe(-1);
    },
  );

  test("is found unless its own form is part of how it is written", () => {
    fc.assert(
      fc.property(numberToken, (token) => {
        const isWritten = token.includes(String(Number(token)));
        const isFound = rewrittenNumberFinder()(Buffer.from(`{"a":${token}}`), 0) >= 0;
        expect(isWritten || isFound).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test("is found at or after a place, in one block after the other", () => {
    const find = rewrittenNumberFinder();
    const block = Buffer.from('{"a":1e3}\n{"a":1e3}\n');
    expect(find(block, 0)).toBe(4);
    expect(find(block, 5)).toBe(14);
    expect(find(block, 15)).toBe(-1);
    expect(find(Buffer.from("[1e3]"), 0)).toBe(0);
  });
});

test("every piece of every number can be in a number", () => {
  fc.assert(
    fc.property(numberToken, fc.nat(), fc.nat(), (token, from, length) => {
      const written = String(Number(token));
      const start = from % (written.length + 1);
      const piece = written.slice(start, start + length);
      expect(canBeInNumber(piece, false)).toBe(true);
      expect(canBeInNumber(piece.toLowerCase(), true)).toBe(true);
    }),
  );
});

test.each(["error", "1a", "12 3", "finite!"])("%j can be in no number", (text) => {
  expect(canBeInNumber(text, true)).toBe(false);
});
