import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { checkApiDocs } from "../check-api-docs.mjs";

const manifest = (fields: object = {}): string =>
  JSON.stringify({
    exports: {
      ".": { "log-source": "./src/index.ts", types: "./dist/index.d.ts" },
      "./package.json": "./package.json",
    },
    ...fields,
  });

/** The walk leaves out `dist`, reading an entry does not. */
const check = (declarations: Readonly<Record<string, string>>, fields?: object) =>
  checkApiDocs(
    fileTree({
      "packages/core/package.json": manifest(fields),
      ...Object.fromEntries(
        Object.entries(declarations).map(([name, text]) => [`packages/core/dist/${name}`, text]),
      ),
    }),
  );

const DAY = `
/** A day. */
export interface Day { day: string }
/** Parses. */
export declare function parse(text: string): Day;
export declare function parse(text: Uint8Array): Day;
export declare const LIMIT: number;
/** Not for LIMIT. */
declare const hidden: 1;
`;

test("documented exports pass, through re-exports, and are counted", () => {
  const index = `export { type Day, parse as parseDay } from './day.ts';\nexport { LogError } from "@org/other";`;
  expect(check({ "index.d.ts": index, "day.d.ts": DAY })).toEqual({
    seen: "3 exports of 1 entries",
    problems: [],
  });
});

test.each([
  ["by name", `export { LIMIT } from './day.ts';`],
  ["by star", `export * from './day.ts';`],
])("finds an export without a comment, re-exported %s", (_, index) => {
  expect(check({ "index.d.ts": index, "day.d.ts": DAY }).problems).toEqual([
    "packages/core/dist/day.d.ts: LIMIT is exported without a JSDoc comment",
  ]);
});

test.each([
  ["an empty comment", "/** */ export declare const a: 1;"],
  ["a plain comment", "/* a */ export declare const a: 1;"],
  ["a comment of something else", "/** One. */ declare const b: 1;\nexport declare const a: 1;"],
  ["a local export", "declare const a: 1;\nexport { a };"],
])("finds %s", (_, index) => {
  expect(check({ "index.d.ts": index }).problems).toEqual([
    "packages/core/dist/index.d.ts: a is exported without a JSDoc comment",
  ]);
});

test("seeing nothing is a problem: not built, no entry at all", () => {
  expect(check({}).problems).toEqual([
    "packages/core/dist/index.d.ts: saw no exports; was it built?",
  ]);
  expect(check({}, { private: true }).problems).toHaveLength(1);
});
