import { expect, test } from "vitest";
import { MAX_TARBALL_BYTES, packageProblems } from "../check-packages.mjs";
import type { PackedPackage } from "../packed-packages.mjs";

const SOURCES = ["packages/log-core/src/index.ts", "packages/log-core/src/a/b.ts"];
const FILES = ["index", "a/b"].flatMap((path) => [
  `src/${path}.ts`,
  ...[".js", ".js.map", ".d.ts", ".d.ts.map"].map((ending) => `dist/${path}${ending}`),
]);

const PACKED: PackedPackage = {
  name: "@org/log-core",
  version: "1.0.0",
  folder: "packages/log-core",
  manifest: { exports: { ".": {}, "./package.json": "./package.json" } },
  files: ["LICENSE", "README.md", "package.json", ...FILES],
  bytes: MAX_TARBALL_BYTES["@org/log-core"] ?? 0,
};

const without = (file: string): readonly string[] => PACKED.files.filter((one) => one !== file);
const withAlso = (file: string): readonly string[] => [...PACKED.files, file];

test("a package with all of its files and nothing else passes, with a changelog too", () => {
  expect(packageProblems(PACKED, SOURCES)).toEqual([]);
  expect(packageProblems({ ...PACKED, files: withAlso("CHANGELOG.md") }, SOURCES)).toEqual([]);
});

test.each<[string, Partial<PackedPackage>, string]>([
  ["one byte too many", { bytes: PACKED.bytes + 1 }, "are allowed"],
  ["no budget", { name: "@org/new" }, "has no budget"],
  ["a test", { files: withAlso("test/a.test.ts") }, "test/a.test.ts does not belong"],
  ["a build info", { files: withAlso("dist/.tsbuildinfo") }, "does not belong"],
  ["an environment", { files: withAlso(".env") }, ".env does not belong"],
  ["a log", { files: withAlso("app/logs/app/app.log") }, "does not belong"],
  ["no licence", { files: without("LICENSE") }, "LICENSE is missing"],
  ["a module not built", { files: without("dist/a/b.js") }, "dist/a/b.js is missing"],
  ["no declarations", { files: without("dist/a/b.d.ts") }, "dist/a/b.d.ts is missing"],
  [
    "a subpath unknown to node10",
    { manifest: { exports: { "./mask": {} }, typesVersions: { "*": { http: [] } } } },
    "mask is in exports and not in typesVersions",
  ],
])("finds %s", (_, change, problem) => {
  expect(packageProblems({ ...PACKED, ...change }, SOURCES)).toEqual([
    expect.stringContaining(problem),
  ]);
});

test("a bundle needs its entry and the licences of what is in it, not its sources", () => {
  const bundle = ["main.js", "main.js.map", "package.json", "third-party-licenses.txt"];
  const files = ["LICENSE", "README.md", "package.json", ...bundle.map((name) => `bundle/${name}`)];
  expect(packageProblems({ ...PACKED, files }, SOURCES)).toEqual([]);
  expect(packageProblems({ ...PACKED, files: files.slice(0, -1) }, SOURCES)).toEqual([
    "bundle/third-party-licenses.txt is missing in the tarball",
  ]);
});
