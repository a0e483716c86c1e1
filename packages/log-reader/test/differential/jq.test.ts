import { LEVELS, type LogLevel } from "@org/log-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SearchQuery } from "../../src/index.ts";
import { collect, DAY_MS, NOW } from "../folder.ts";
import { stringToken } from "../hostile.ts";
import { folderOf, fragments, saidWith, soughtText } from "./shared-corpus.ts";
import { isInstalled, jq, placesOf } from "./tools.ts";

const RUNS = process.env["FULL"] === undefined ? 60 : 400;

/** Numbers that JavaScript and jq write alike. */
const number = fc
  .oneof(fc.nat({ max: 1000 }), fc.constantFrom(404, 1.5, -0.25, 1e15 - 1))
  .map(String);
const space = fc.constantFrom("", "", " ", "\t");
/** Without halves of pairs, which jq replaces: see the differences. */
const wholeString = stringToken.filter((token) => {
  return !/\p{Surrogate}/u.test(token + (JSON.parse(token) as string));
});
const string = fc.oneof(
  wholeString,
  fragments.map((text) => JSON.stringify(text)),
  fc.constantFrom(
    '"failed"',
    '"f\\u0061iled"',
    '"404"',
    '"say \\"hi\\""',
    '"a\\/b"',
    '"new\\nline"',
  ),
);
const value = fc.oneof(string, number, fc.constantFrom("true", "false", "null"));
const data = fc.tuple(value, value, value, space).map(([status, nested, item, gap]) => {
  return `{"status":${gap}${status},"error":{"code":${nested}},"list":[${gap}${item},{"deep":${nested}}]}`;
});

/** Fields as anything may write them: escaped that need not be, in another spacing. */
const anyFields = fc
  .tuple(
    fc.constantFrom("INCOMING", "OUTGOING", "SYSTEM"),
    fc.constantFrom('"text"', '"image"', '"im\\u0061ge"', '"status"'),
    data,
    string,
    space,
  )
  .map(([direction, type, content, msg, gap]) => ({
    json: `,${gap}"direction":${gap}"${direction}","type":${type},"data":${content}${gap},"msg":${msg}`,
    frame: "",
  }));

/** A query, and the same as an expression of jq with its variables. */
interface Question {
  readonly text?: string;
  readonly query: SearchQuery;
  readonly expression: string;
}

// No NUL, which no argument can hold, and no half of a pair, which jq replaces.
const text = fc
  .oneof(soughtText, fc.constantFrom('"', "\\", "/", "\n", "fail", "404", "true", 'say "hi"'))
  .filter((one) => !/[\0\ufffd\p{Surrogate}]/u.test(one));

/** A number from 400 on, as JavaScript reads it from a text. */
const IS_BIG_AS_TEXT =
  `(type == "string" and test("^[-+]?([0-9]+\\\\.?[0-9]*|\\\\.[0-9]+)([eE][-+]?[0-9]+)?$") ` +
  `and (tonumber? // 0) >= 400)`;

const question: fc.Arbitrary<{ readonly [name: string]: Question | undefined }> = fc.record({
  text: optional(
    text.map((one): Question => ({ text: one, query: {}, expression: "holds($text)" })),
  ),
  direction: optional(
    fc.constantFrom("INCOMING", "SYSTEM").map((direction) => ({
      query: { direction },
      expression: `.direction == "${direction}"`,
    })),
  ),
  type: optional(
    fc.subarray(["text", "image", "status"], { minLength: 1 }).map((types) => ({
      query: { type: types },
      expression: `(.type | IN(${types.map((type) => JSON.stringify(type)).join(", ")}))`,
    })),
  ),
  level: optional(
    fc.constantFrom(...LEVELS).map((minLevel: LogLevel) => ({
      query: { minLevel },
      expression: `((.level | rank) >= ("${minLevel}" | rank))`,
    })),
  ),
  days: optional(
    fc.constantFrom(1, 2).map((days) => {
      const since = new Date(NOW - days * DAY_MS).toISOString();
      return { query: { days }, expression: `.time >= "${since}"` };
    }),
  ),
  phone: optional(
    fc.constantFrom("111", "222").map((phone) => ({
      query: { phone },
      expression: `.phone == "${phone}"`,
    })),
  ),
  where: optional(
    fc.constantFrom(
      { query: { where: "data.status=failed" }, expression: `.data.status == "failed"` },
      { query: { where: "data.status!=failed" }, expression: `.data.status != "failed"` },
      { query: { where: 'data.status="404"' }, expression: `.data.status == "404"` },
      { query: { where: "data.status=true" }, expression: `(.data.status | IN(true, "true"))` },
      {
        query: { where: "data.error.code=404" },
        expression: `(.data.error.code | IN(404, "404"))`,
      },
      {
        query: { where: "data.error.code>=400" },
        expression: `.data.error.code | (type == "number" and . >= 400) or ${IS_BIG_AS_TEXT}`,
      },
      {
        query: { where: ["data.status!=404", "msg~e"] },
        expression: `(.data.status | IN(404, "404") | not) and (.msg | index("e") != null)`,
      },
      {
        query: { where: "data.list.1.deep=404" },
        expression: `(.data.list[1].deep | IN(404, "404"))`,
      },
    ),
  ),
});

function optional(of: fc.Arbitrary<Question>): fc.Arbitrary<Question | undefined> {
  const absent = { weight: 3, arbitrary: fc.constant(undefined) };
  return fc.oneof(absent, { weight: 1, arbitrary: of });
}

/** Several questions at once. */
function together(parts: readonly Question[]): Required<Question> {
  return {
    text: parts.find((part) => part.text !== undefined)?.text ?? "",
    query: Object.assign({ ignoreCase: false }, ...parts.map(({ query }) => query)) as SearchQuery,
    expression: ["true", ...parts.map(({ expression }) => `(${expression})`)].join(" and "),
  };
}

describe.skipIf(!isInstalled("jq"))("search finds the lines that jq selects", () => {
  test(
    "by text, direction, type, level, days, phone and fields",
    { timeout: 600_000 },
    async () => {
      let found = 0;
      const property = fc.asyncProperty(
        saidWith(anyFields),
        fc.array(question, { minLength: 1, maxLength: 4 }),
        async (said, questions) => {
          const { dir, logs, files } = folderOf(said);
          for (const parts of questions) {
            const asked = together(Object.values(parts).filter((part) => part !== undefined));
            const entries = await collect(logs.search(asked.text, asked.query));
            const selected = jq(dir, files, asked.expression, { text: asked.text });
            expect({ asked, places: placesOf(dir, entries) }).toEqual({ asked, places: selected });
            const times = entries.map(({ time }) => time);
            expect(times).toEqual(times.toSorted());
            found += entries.length;
          }
        },
      );
      await fc.assert(property, { numRuns: RUNS });
      expect(found).toBeGreaterThan(RUNS);
    },
  );
});
