import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatWhere, readWhere, type WhereCondition } from "../../src/query/where-condition.ts";

function read(text: string): WhereCondition {
  const result = readWhere(text);
  if ("problem" in result) throw new Error(`${text}: ${result.problem}`);
  return result.condition;
}

function problem(text: string): string {
  const result = readWhere(text);
  if ("problem" in result) return result.problem;
  throw new Error(`${text} was accepted`);
}

describe("a condition", () => {
  test.each([
    ["data.status=failed", ["data", "status"], "=", "failed"],
    ["data.items.0.id!=7", ["data", "items", "0", "id"], "!=", "7"],
    ["  durationMs >= 200  ", ["durationMs"], ">=", "200"],
    ["msg~ two words ", ["msg"], "~", "two words"],
    ["sentAt<2026-11-20T10:00:00+01:00", ["sentAt"], "<", "2026-11-20T10:00:00+01:00"],
    ['data."a.b c"."=" = x', ["data", "a.b c", "="], "=", "x"],
    ["data.имя=да", ["data", "имя"], "=", "да"],
    ["a=x=y", ["a"], "=", "x=y"],
  ])("%s", (text, path, operator, operand) => {
    expect(read(text)).toMatchObject({ path, operator, operand, isQuoted: false });
  });

  test("has a value that is a text in quotation marks", () => {
    expect(read('a="500"')).toMatchObject({ operand: "500", isQuoted: true });
    expect(read('a=" \\"x\\" "')).toMatchObject({ operand: ' "x" ', isQuoted: true });
    expect(read('a=""')).toMatchObject({ operand: "", isQuoted: true });
    expect(read('sentAt>"2026-11-20T10:00:00Z"')).toMatchObject({ isQuoted: true });
  });

  test("ignores case as a text does, but only where it looks for one", () => {
    expect(read("a~x").ignoreCase).toBe(true);
    expect(read("a~X").ignoreCase).toBe(false);
    expect(read("a=x").ignoreCase).toBe(false);
    expect(readWhere("a~X", true)).toMatchObject({ condition: { ignoreCase: true } });
  });

  test("is read as it is written", () => {
    const condition = fc.record({
      path: fc.array(fc.string({ unit: "grapheme", minLength: 0, maxLength: 5 }), {
        minLength: 1,
        maxLength: 4,
      }),
      operator: fc.constantFrom<WhereCondition["operator"]>("=", "!=", "~"),
      operand: fc.string({ unit: "binary", maxLength: 8 }),
      isQuoted: fc.constant(true),
    });
    fc.assert(
      fc.property(condition, (given) => {
        expect(read(formatWhere(given))).toMatchObject(given);
      }),
    );
    for (const text of ["a.b=1", 'a."b.c"~x', "a>=1.5e3"]) {
      expect(formatWhere(read(text))).toBe(text);
    }
  });
});

describe("what is wrong is told with its place", () => {
  test.each([
    ["", /needs a field name such as data.status at position 1, but the condition ends/],
    ["=x", /needs a field name .* at position 1, but it has "=x"/],
    ["data.=x", /needs a field name .* after "data\." at position 6, but it has "=x"/],
    ['data."a=x', /needs a field name .* at position 6/],
    ["data.status", /needs one of = != .* after "data.status" at position 12, but the condition/],
    ["data.status failed", /needs one of .* at position 13, but it has "failed"/],
    ["a==1", /needs one of .* after "a" at position 2, but it has "==1"/],
    ["a=~x", /needs one of/],
    ["a=", /needs a value; "" is the empty text after "a=" at position 3/],
    ['a="x', /needs a text that ends with its closing quotation mark/],
    ['a="x"y', /closing quotation mark/],
    [
      "a>b",
      /needs a number or a time such as .*, which is what > compares after "a>" at position 3/,
    ],
    ["a<2026-11-20", /needs a number or a time/],
    ['a>"7"', /needs a number or a time/],
    ["time>2026-02-30T00:00:00Z", /needs a number or a time/],
  ])("%s", (text, expected) => {
    expect(problem(text)).toMatch(expected);
  });
});
