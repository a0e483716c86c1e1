import fc from "fast-check";
import { expect, test } from "vitest";
import { filtersOf } from "../../src/filter/line-filter.ts";
import type { LogQuery } from "../../src/index.ts";
import { resolveQuery } from "../../src/query/resolve-query.ts";
import { searchText } from "../hostile.ts";

const FIELDS = ["phone", "direction", "type", "minLevel", "where", "text", "regex"] as const;
const SHAPE = { fields: [...FIELDS, "ignoreCase"], logs: ["whatsapp"] } as const;
const TIME = { sinceMs: Date.UTC(2026, 10, 22), untilMs: Date.UTC(2026, 10, 23, 10, 15, 30, 123) };

/** What a piece of a plan says about case, and what is left of it. */
function caseOf(piece: string): { rest: string; ignoreCase: boolean | undefined } {
  const [, rest = piece, word] = /^(.*) \((any|exact) case\)$/su.exec(piece) ?? [];
  return { rest, ignoreCase: word === undefined ? undefined : word === "any" };
}

/** The query that one filter's text says. */
function readText(text: string): LogQuery {
  const { rest, ignoreCase } = caseOf(text);
  const [, name = "", value = ""] = /^(\w+)=(.*)$/su.exec(rest) ?? [];
  switch (name) {
    case "phone":
    case "direction":
      return { [name]: value.split(",") };
    case "type":
      return { type: JSON.parse(`[${value}]`) as string[] };
    case "minLevel":
      return { minLevel: value as "info" };
    case "text":
      return { text: JSON.parse(value) as string, ignoreCase };
    case "regex": {
      const end = value.lastIndexOf("/");
      return { regex: new RegExp(value.slice(1, end), value.slice(end + 1)) };
    }
    default:
      return { where: rest, ignoreCase };
  }
}

const name = fc.oneof(fc.constantFrom("data", "msg", "0", "a b", 'say "hi"', "a.b"), searchText);
const where = fc
  .tuple(
    fc.array(name, { minLength: 1, maxLength: 3 }),
    fc.oneof(
      fc.tuple(fc.constantFrom("=", "!=", "~"), fc.oneof(searchText, fc.constant("a (any case)"))),
      fc.tuple(fc.constantFrom(">", "<="), fc.constantFrom("0", "1e3")),
    ),
    fc.boolean(),
  )
  .map(([path, [operator, operand], isPlain]) => {
    // A name that a plan would show as another kind of condition stands below another.
    const names = ["data", ...path].map((one) => JSON.stringify(one));
    const isNumber = operator === ">" || operator === "<=";
    const canBePlain = isNumber || (isPlain && /^[a-z0-9]+$/i.test(operand));
    return `${names.join(".")}${operator}${canBePlain ? operand : JSON.stringify(operand)}`;
  });

const condition: fc.Arbitrary<LogQuery> = fc.oneof(
  fc.record({
    phone: fc.subarray(["1234567890", "39*", "US.aB", "120363025246125486@g.us"], { minLength: 1 }),
  }),
  fc.record({ direction: fc.subarray(["INCOMING", "SYSTEM"] as const, { minLength: 1 }) }),
  fc.record({ type: fc.array(searchText, { minLength: 1, maxLength: 3 }) }),
  fc.record({ minLevel: fc.constantFrom("debug", "fatal") }),
  fc.record({ text: searchText.filter((text) => text !== ""), ignoreCase: fc.boolean() }),
  fc.record({ where, ignoreCase: fc.boolean() }),
  fc.record({ regex: fc.constantFrom("a/b", "[/]x", "\\d+,\\S", "A", "(?<n>x) (any case)") }),
);

test("the text of a filter is a query from which the same filter is made", () => {
  fc.assert(
    fc.property(condition, (query) => {
      const { conditions } = resolveQuery(query, SHAPE);
      const [, { text } = { text: "" }, ...others] = filtersOf(conditions, TIME);
      expect(others).toEqual([]);
      expect(resolveQuery(readText(text), SHAPE).conditions).toEqual(conditions);
    }),
    { numRuns: 2000 },
  );
});

test("the text of a time is its ends as a query takes them", () => {
  const [filter] = filtersOf(resolveQuery({}, SHAPE).conditions, TIME);
  expect(filter?.text).toBe("since=2026-11-22T00:00:00.000Z until=2026-11-23T10:15:30.123Z");
});
