import { describe, expect, test } from "vitest";
import { appFields, joinData, moveUnderData, serializeFields } from "../../src/entry/app-fields.ts";
import { entryContext } from "./entry-context.ts";

const RESERVED = new Set(["level", "time"]);

function fields(given: unknown, maxStringChars?: number): unknown {
  return appFields(given, RESERVED, entryContext([], maxStringChars));
}

describe("appFields", () => {
  test.each([
    ["plain fields", { a: 1, msg: "m" }, { a: 1, msg: "m" }],
    ["reserved names", { level: "x", a: 1, time: 5 }, { a: 1, data: { level: "x", time: 5 } }],
    ["reserved names and data", { level: 1, data: { b: 2 } }, { data: { level: 1, b: 2 } }],
    ["reserved names and other data", { level: 1, data: [2] }, { data: { level: 1, value: [2] } }],
    ["a list", [1, 2], { data: [1, 2] }],
    ["bytes", Buffer.from("abc"), { data: "[3 bytes]" }],
    ["a value whose toJSON gives text", { toJSON: (): string => "text" }, { data: "text" }],
    ["a phone", { phone: "+1 (234) 567-890" }, { phone: "1234567890" }],
    ["a phone as a number", { phone: 1_234_567_890 }, { phone: "1234567890" }],
    ["a phone that is none", { phone: "reception" }, { phone: "reception" }],
    ["a secret", { token: "a", phone: null }, { token: "[redacted]", phone: null }],
  ])("%s", (_name, given, expected) => {
    expect(fields(given)).toEqual(expected);
  });

  test("a phone that is to be masked is, whatever its form", () => {
    const context = entryContext();
    const rule = { ...context.rule, maskText: (text: string) => text.replace(/\d{7,}/g, "[tag]") };
    for (const phone of ["1234567890", 1_234_567_890, "1234567890@s.whatsapp.net"]) {
      expect(JSON.stringify(appFields({ phone }, RESERVED, { ...context, rule }))).not.toContain(
        "1234",
      );
    }
  });

  test("says when something was cut", () => {
    expect(fields({ a: "x".repeat(50) }, 40)).toMatchObject({ truncated: true });
    expect(fields({ a: "x" }, 40)).toEqual({ a: "x" });
  });
});

test("moveUnderData moves __proto__ like any other name", () => {
  const given = JSON.parse('{"__proto__":1,"a":2}') as Record<string, unknown>;
  moveUnderData(given, (name) => name === "__proto__");
  expect(JSON.stringify(given)).toBe('{"a":2,"data":{"__proto__":1}}');
});

test.each([
  [{ a: 1 }, undefined, { a: 1 }],
  [undefined, { a: 1 }, { a: 1 }],
  [{ a: 1, b: 1 }, { b: 2 }, { a: 1, b: 2 }],
  [{ a: 1 }, "text", { a: 1, value: "text" }],
  ["text", { a: 1 }, { a: 1 }],
])("joinData of %o and %o is %o", (first, second, expected) => {
  expect(joinData(first, second)).toEqual(expected);
});

describe("serializeFields", () => {
  const serializers = { user: (user: { id: () => number }) => user.id(), gone: () => undefined };

  test("gives serializers what they are named after, the others stay", () => {
    const given = { user: { id: () => 7 }, other: 1, gone: 2 };
    expect(serializeFields(given, serializers)).toEqual({ user: 7, other: 1, gone: undefined });
  });

  test("one that throws costs its own field", () => {
    expect(serializeFields({ user: "no user", other: 1 }, serializers)).toEqual({
      user: "[unreadable]",
      other: 1,
    });
  });

  test("names of Object.prototype are no serializers", () => {
    expect(serializeFields({ toString: "a", constructor: "b" }, {})).toEqual({
      toString: "a",
      constructor: "b",
    });
  });

  test.each([[[1, 2]], [null], ["text"]])("%o stays as it is", (given) => {
    expect(serializeFields(given, serializers)).toBe(given);
  });
});
