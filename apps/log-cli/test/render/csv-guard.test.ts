import * as fc from "fast-check";
import { expect, test } from "vitest";
import { guardCell } from "../../src/render/csv-guard.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+1 (234) 567-890", "'+1 (234) 567-890"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t'=1"],
  ["\r=1", "'\n'=1"],
  ["＝1+1", "'＝1+1"],
  ["a;=cmd|'/C calc'!A0", "a;'=cmd|'/C calc'!A0"],
  ['a;"=1', `a;"'=1`],
  ["a\n=1", "a\n'=1"],
  ["a\n-2+3", "a\n'-2+3"],
  ["1234567890", "'1234567890"],
  ["0042", "'0042"],
  ["3E12", "'3E12"],
  ["\u001b[31m", String.raw`\x1b[31m`],
])("%j becomes %j", (cell, guarded) => {
  expect(guardCell(cell)).toBe(guarded);
});

test.each([
  "",
  "Hello",
  "42",
  "3.14",
  "2026-11-23T10:15:30.123Z",
  "a = b, 1+1, x@y.z",
  "see you ;-)",
  "- a list\n- of two".slice(2),
  "می‌خواهم 👨‍👩‍👧",
])("%j stays as it is", (cell) => {
  expect(guardCell(cell)).toBe(cell);
});

test("however a cell is divided, no part of it begins a formula", () => {
  const char = fc.constantFrom(...Array.from("=+-@;\t\r\n'\"ab1 (＝＋"));
  fc.assert(
    fc.property(fc.string({ unit: char }), (cell) => {
      for (const part of guardCell(cell).split(/[;\t\r\n]/)) {
        expect(part.replace(/^"+/, "")).not.toMatch(/^(?:[=@＝]|[+\-＋][a-z0-9(])/);
      }
    }),
  );
});
