import { expect, test } from "vitest";
import { moduleImports } from "../module-imports.mjs";

test.each([
  ['import a, { type B } from "x";', ["x"]],
  ['import type { B } from "x";', ["x"]],
  ['import "x";', ["x"]],
  ['export * from "x";', ["x"]],
  ['export { a } from "x";', ["x"]],
  ["export { a }; const a = 1;", []],
  ["export const a = \"import b from 'x'\";", []],
  ['const a = async () => { await import("x"); };', ["x"]],
  ['type A = import("x").B;', ["x"]],
  ['import a = require("x");', ["x"]],
  ['const a = require("x");', ["x"]],
  ['const a = object.require("x");', []],
  ["import(name);", ["<computed>"]],
  ['// import a from "x";\n/* export * from "y"; */', []],
])("%s", (source, expected) => {
  expect(moduleImports("a.ts", source)).toEqual(expected);
});

test("a file that does not parse is an error, not an empty list", () => {
  expect(() => moduleImports("a.ts", "import from from from")).toThrow("a.ts does not parse");
});
