import fc from "fast-check";
import { expect, test } from "vitest";
import { describeValue } from "../src/describe-value.ts";

test.each([
  ["abc", '"abc"'],
  ["", '""'],
  ["a\nb\u001B[31m", '"a\\u{a}b\\u{1b}[31m"'],
  ["\u202Egnp.exe", '"\\u{202e}gnp.exe"'],
  ["\u{E0001}x", '"\\u{e0001}x"'],
  ["\uD800", '"\\u{d800}"'],
  ["\u0007123456", '"\\u{7}123456"'],
  ["1234567890", '"12******90"'],
  ["2026-02-30", '"2026-02-30"'],
  ["x".repeat(61), `"${"x".repeat(60)}…" (61 characters)`],
  [391234567890, "39********90"],
  [391234567890n, "39********90"],
  [-5, "-5"],
  [1.5, "1.5"],
  [NaN, "NaN"],
  [null, "null"],
  [undefined, "undefined"],
  [true, "true"],
  [[1, 2], "an array of 2"],
  [{ a: 1 }, "an object"],
  [new Date(0), "a Date"],
  [new Date(Number.NaN), "an invalid Date"],
  [() => 1, "a function"],
  [Symbol("x"), "a symbol"],
])("%o is described as %s", (value, expected) => {
  expect(describeValue(value)).toBe(expected);
});

test("a description is short, on one line, without control characters or phone numbers", () => {
  const digitsAndDirt = fc
    .array(
      fc.constantFrom(
        "0",
        "1",
        "5",
        "7",
        "9",
        "\u0000",
        "\u001B",
        "\u202E",
        " ",
        "-",
        "+",
        "\u200B",
      ),
    )
    .map((chars) => chars.join(""));
  const values = fc.oneof(
    fc.anything({ withBigInt: true }),
    fc.string({ unit: "binary" }),
    digitsAndDirt,
  );
  fc.assert(
    fc.property(values, (value) => {
      const text = describeValue(value);
      expect(text).not.toMatch(/\d{7}|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(text.length).toBeLessThan(600);
    }),
    { numRuns: 2_000 },
  );
});

test("what throws when it is looked at is described all the same", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(describeValue(proxy)).toBe("an object that cannot be read");
  expect(describeValue(new Proxy(new Date(), {}))).toBe("an object that cannot be read");
});
