import { describe, expect, test } from "vitest";
import {
  FIELD_RULES,
  isEntryTime,
  parseSentAt,
  type FieldName,
} from "../../src/entry/field-rules.ts";

describe("sentAt", () => {
  test.each([
    [new Date(1_700_000_000_123), "2023-11-14T22:13:20.123Z"],
    [1_700_000_000_123, "2023-11-14T22:13:20.123Z"],
    ["1700000000", "2023-11-14T22:13:20.000Z"],
    ["0", "1970-01-01T00:00:00.000Z"],
    ["2023-11-14T22:13:20Z", "2023-11-14T22:13:20.000Z"],
    ["2023-11-14T23:13:20.5+01:00", "2023-11-14T22:13:20.500Z"],
    ["2023-11-14", "2023-11-14T00:00:00.000Z"],
  ])("%o is %s", (given, expected) => {
    expect(parseSentAt(given)).toBe(expected);
  });

  test.each([
    "order 5",
    "5 May",
    "yesterday",
    "",
    "1700000000.5",
    "-1",
    "2023-13-45",
    Number.NaN,
    Number.POSITIVE_INFINITY,
    new Date(Number.NaN),
    8.64e15,
    null,
    {},
    true,
  ])("%o is refused", (given) => {
    expect(parseSentAt(given)).toBeUndefined();
    expect(FIELD_RULES.sentAt.accepts(given)).toBe(false);
  });
});

test("a proxy that was revoked is refused like anything else", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(parseSentAt(proxy)).toBeUndefined();
  expect(isEntryTime(proxy)).toBe(false);
});

test("a time is a Date whose text has 24 characters", () => {
  expect(isEntryTime(new Date("2026-11-23T10:15:30.123Z"))).toBe(true);
  for (const given of [new Date(Number.NaN), new Date(8.64e15), "2026-11-23", 0, null]) {
    expect({ given, isTime: isEntryTime(given) }).toEqual({ given, isTime: false });
  }
});

const CASES: readonly [FieldName, readonly unknown[], readonly unknown[]][] = [
  ["direction", ["INCOMING", "outgoing", "System"], ["in", "", 1, null]],
  ["type", ["text"], ["", 1, null]],
  ["method", ["GET"], ["", 1]],
  ["url", ["/a", new URL("http://x")], ["", 1, null, {}]],
  ["data", [{}, [], null, new Map()], ["text", 1, true, () => 1]],
  ["message", ["", "text"], [1, null, {}]],
  ["level", ["trace", "fatal"], ["silent", "loud", 30]],
  ["id", ["wamid.x"], ["", 5]],
  ["status", [200, 0, 599], [-1, 200.5, "200", Number.NaN]],
  ["durationMs", [0, 1.5], [-1, Number.NaN, "1", Number.POSITIVE_INFINITY]],
  ["headers", [undefined, null, "x", {}, []], []],
  ["body", [undefined, null, "x", {}, Buffer.alloc(1)], []],
  ["error", [new Error("x"), "x", null], []],
];

test.each(CASES)("%s", (name, good, bad) => {
  const { accepts } = FIELD_RULES[name];
  expect(good.filter((value) => !accepts(value))).toEqual([]);
  expect(bad.filter((value) => accepts(value))).toEqual([]);
});
