import fc from "fast-check";
import { expect, test } from "vitest";
import { wellFormed } from "../../src/entry/well-formed.ts";
import { anyText, replaced } from "./hostile-values.ts";

test("lone surrogates are replaced, everything else stays", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(wellFormed(text)).toBe(replaced(text));
    }),
  );
  expect(wellFormed("a\uD800b\uDC00\uD83D\uDE00")).toBe("a\uFFFDb\uFFFD\u{1F600}");
});
