import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { checkGraph } from "../check-graph.mjs";

const TABLES = {
  packages: {
    "packages/core": { mayDependOn: [], atLeastModules: 1 },
    "packages/writer": { mayDependOn: ["core"], atLeastModules: 2 },
  },
  imports: [
    { in: "packages/core/src/", mayImport: [], because: "core is pure" },
    { in: "packages/writer/src/", oneImporterOf: "pino", because: "one place" },
    {
      in: "packages/writer/src/plan/",
      mayNotImport: ["node:fs", "packages/writer/src/disk/"],
      because: "plans are pure",
    },
  ],
};

const manifest = (fields: object = {}): string =>
  JSON.stringify({ exports: { ".": "./src/index.ts", "./extra": "./src/extra.ts" }, ...fields });

const GOOD = {
  "packages/core/package.json": manifest({ devDependencies: { "@org/test-kit": "*" } }),
  "packages/core/src/index.ts": 'export { a } from "./a.ts";',
  "packages/writer/package.json": manifest({ dependencies: { "@org/core": "*", pino: "*" } }),
  "packages/writer/src/index.ts": 'import { a } from "@org/core"; import "@org/core/extra";',
  "packages/writer/src/destination.ts": 'import type { Logger } from "pino";',
  "packages/writer/src/plan/days.ts":
    'import { a } from "@org/core"; import { join } from "node:path";',
};

const problems = (change: Readonly<Record<string, string>>): readonly string[] =>
  checkGraph(fileTree({ ...GOOD, ...change }), TABLES).problems;

test("a tree that keeps to the tables passes, and says what was seen", () => {
  expect(checkGraph(fileTree(GOOD), TABLES)).toEqual({
    seen: "4 modules of 2 packages",
    problems: [],
  });
});

test.each([
  ["core imports Node", "packages/core/src/a.ts", 'import "node:path";', "core is pure"],
  ["core imports a package", "packages/core/src/a.ts", 'import "ms";', "core is pure"],
  ["an upward import", "packages/core/bench/a.ts", 'export * from "@org/writer";', "must not know"],
  [
    "an upward import in a test",
    "packages/core/test/a.test.ts",
    'import "@org/writer";',
    "must not know",
  ],
  ["a deep import", "packages/writer/src/a.ts", 'import "@org/core/src/a.ts";', "is not an entry"],
  [
    "a lazy deep import",
    "packages/writer/src/a.ts",
    'void import("@org/core/dist/a.js");',
    "is not an entry",
  ],
  [
    "a way out of the package",
    "packages/writer/src/a.ts",
    'import "../../core/src/a.ts";',
    "leaves the package",
  ],
  ["Node without its prefix", "packages/writer/src/a.ts", 'import "fs";', "node:fs"],
  ["a computed import", "packages/writer/src/a.ts", "void import(name);", "computed"],
  ["a second importer", "packages/writer/src/a.ts", 'import "pino";', "must have one importer"],
  ["no importer", "packages/writer/src/destination.ts", "export {};", "has no file"],
  [
    "I/O in a pure folder",
    "packages/writer/src/plan/a.ts",
    'import "node:fs/promises";',
    "plans are pure",
  ],
  [
    "a pure folder that reaches for I/O",
    "packages/writer/src/plan/a.ts",
    'import "../disk/open.ts";',
    "plans are pure",
  ],
  [
    "a dependency upward",
    "packages/core/package.json",
    manifest({ peerDependencies: { "@org/writer": "*" } }),
    "must not depend on",
  ],
  [
    "the test kit in production",
    "packages/core/package.json",
    manifest({ dependencies: { "@org/test-kit": "*" } }),
    "must not depend on",
  ],
  ["a package nobody knows", "packages/new/package.json", manifest(), "not in the table"],
])("finds %s", (_, path, content, problem) => {
  expect(problems({ [path]: content })).toEqual([expect.stringContaining(problem)]);
});

test("seeing nothing is a problem: no modules, no package, a rule without files", () => {
  const found = checkGraph(fileTree({ "packages/core/package.json": manifest() }), TABLES).problems;
  expect(found).toEqual([
    expect.stringContaining("packages/core/src: saw 0 modules where at least 1"),
    expect.stringContaining("packages/writer: in the table"),
    expect.stringContaining("packages/writer/src: saw 0 modules where at least 2"),
    expect.stringContaining('"core is pure" holds for no file'),
    expect.stringContaining('"one place" holds for no file'),
    expect.stringContaining('"plans are pure" holds for no file'),
  ]);
});
