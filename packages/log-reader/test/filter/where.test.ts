import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whereFilter } from "../../src/filter/where.ts";
import { readWhere } from "../../src/query/where-condition.ts";
import { hostileLine, numberToken, stringToken } from "../hostile.ts";
import { entryWith, FILES, isCandidate, passes } from "./passing.ts";

const RUNS = process.env["FULL"] === undefined ? 3000 : 100_000;

function filterOf(text: string) {
  const read = readWhere(text);
  if ("problem" in read) throw new Error(read.problem);
  return whereFilter(read.condition);
}

const ENTRY = entryWith({
  level: "warn",
  type: "text",
  sentAt: "2026-11-23T09:00:00.000Z",
  durationMs: 250,
  data: {
    status: 500,
    code: "500",
    text: "Order FAILED",
    ok: true,
    none: null,
    empty: "",
    items: [{ id: "a" }, { id: "b", n: 1.5 }],
    "a.b": "dotted",
    length: 3,
    when: "1732360530",
    __proto__: undefined,
  },
  msg: "2026-11-23T11:00:00+01:00",
});

describe("equality", () => {
  test.each([
    ["type=text", true],
    ["type=Text", false],
    ["data.status=500", true],
    ["data.status=500.0", true],
    ["data.status=5e2", true],
    ['data.status="500"', false],
    ["data.code=500", true],
    ["data.code=500.0", false],
    ['data.code="500"', true],
    ["data.ok=true", true],
    ['data.ok="true"', false],
    ["data.ok=false", false],
    ["data.none=null", true],
    ['data.none="null"', false],
    ['data.empty=""', true],
    ["data.items.1.id=b", true],
    ["data.items.1.n=1.5", true],
    ["data.items.length=2", false],
    ["data.length=3", true],
    ['data."a.b"=dotted', true],
    ["data.items=a", false],
    ["data=null", false],
    ["level=warn", true],
    ["sentAt=2026-11-23T10:00:00+01:00", true],
    ["msg=2026-11-23T10:00:00Z", true],
    ['msg="2026-11-23T10:00:00Z"', false],
    ["data.missing=x", false],
    ["data.missing=null", false],
    ["data.status.x=1", false],
    ["toString=x", false],
  ])("%s: %s", (text, expected) => {
    const filter = filterOf(text);
    expect(filter.matches(ENTRY, FILES.app)).toBe(expected);
    expect(filterOf(text.replace("=", "!=")).matches(ENTRY, FILES.app)).toBe(!expected);
    if (expected) expect(isCandidate(filter, JSON.stringify(ENTRY))).toBe(true);
  });
});

describe("containment", () => {
  test.each([
    ["data.text~failed", true],
    ["data.text~Failed", false],
    ["data.text~FAILED", true],
    ["data~dotted", true],
    ["data.items~b", true],
    ["data.status~50", true],
    ["data.ok~true", false],
    ['data.empty~""', true],
    ['data.items~""', true],
    ['data.ok~""', false],
    ["data.missing~x", false],
  ])("%s: %s", (text, expected) => {
    const filter = filterOf(text);
    expect(filter.matches(ENTRY, FILES.app)).toBe(expected);
    if (expected) expect(isCandidate(filter, JSON.stringify(ENTRY))).toBe(true);
  });
});

describe("order", () => {
  test.each([
    ["durationMs>200", true],
    ["durationMs>250", false],
    ["durationMs>=250", true],
    ["durationMs<1e3", true],
    ["durationMs<=249.5", false],
    ["data.code>499", true],
    ["data.when>=1732360530", true],
    ["data.text>0", false],
    ["data.ok>0", false],
    ["data.none>=0", false],
    ["data.missing<1", false],
    ["time>2026-11-23T10:15:30.122Z", true],
    ["time>2026-11-23T10:15:30.123Z", false],
    ["time<=2026-11-23T11:15:30.123+01:00", true],
    ["msg<2026-11-23T10:00:01Z", true],
    ["durationMs>2026-11-23T10:00:00Z", false],
    ["sentAt>5", false],
  ])("%s: %s", (text, expected) => {
    const filter = filterOf(text);
    expect(filter.matches(ENTRY, FILES.app)).toBe(expected);
    if (expected) expect(isCandidate(filter, JSON.stringify(ENTRY))).toBe(true);
  });
});

test("says what it asks for", () => {
  expect(filterOf('  data."a.b" = x y').text).toBe('data."a.b"=x y');
});

test("lines without the field's name or value are passed over", () => {
  const line = '{"level":"info","time":"2026-11-23T10:15:30.123Z","data":{"status":"sent"}}';
  expect(isCandidate(filterOf("data.zone=sent"), line)).toBe(false);
  expect(isCandidate(filterOf("data.zone>7"), line)).toBe(false);
  expect(isCandidate(filterOf("data.status=failed"), line)).toBe(false);
  expect(isCandidate(filterOf("data.zone!=sent"), line)).toBe(true);
});

describe("no line that passes is passed over by its bytes", () => {
  const lineOf = (json: string): string =>
    `{"level":"info","time":"2026-11-23T10:15:30.123Z","data":{"of":${json}}}`;

  test("for the value of a field, in any notation", () => {
    let matches = 0;
    fc.assert(
      fc.property(
        fc.oneof(stringToken, numberToken, fc.constantFrom("true", "null")),
        fc.constantFrom("=", "~"),
        fc.boolean(),
        (json, operator, isQuoted) => {
          const line = Buffer.from(lineOf(json));
          const { data } = JSON.parse(line.toString("utf8")) as { data: { of: unknown } };
          const operand = String(data.of);
          const filter = whereFilter({
            path: ["data", "of"],
            operator,
            operand,
            isQuoted,
            ignoreCase: false,
          });
          if (!passes(filter, line)) return;
          matches += 1;
          expect(isCandidate(filter, line)).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
    expect(matches).toBeGreaterThan(RUNS / 4);
  });

  test("for any bytes", () => {
    fc.assert(
      fc.property(
        hostileLine,
        fc.constantFrom("level", "time", "type", "phone", "data", "msg", "id", "err"),
        fc.constantFrom("=error", "=info", "~e", "=text", '~""', "=1234567890", ">0", "=null"),
        (line, path, rest) => {
          const filter = filterOf(`${path}${rest}`);
          if (passes(filter, line)) expect(isCandidate(filter, line)).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
