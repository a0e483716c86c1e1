import { describe, expect, test } from "vitest";
import { isPhonePattern, phoneCondition, phoneTest } from "../../src/query/phone-condition.ts";

describe("phones", () => {
  test.each([
    ["+1 (234) 567-890", { keys: ["1234567890"], prefixes: [] }],
    ["39*", { keys: [], prefixes: ["39"] }],
    ["+39 (02) *", { keys: [], prefixes: ["3902"] }],
    ["US.13*", { keys: [], prefixes: ["US.13"] }],
    ["120363@g.us*", { keys: [], prefixes: ["120363@g.us"] }],
  ])("%s", (text, expected) => {
    expect(isPhonePattern(text)).toBe(true);
    expect(phoneCondition([text, text])).toEqual(expected);
  });

  test.each(["", "*", "3*9", "../*", "a b*", `${"1".repeat(200)}*`, 39, undefined])(
    "%s is none",
    (value) => {
      expect(isPhonePattern(value)).toBe(false);
    },
  );

  test("are told from others", () => {
    const isAsked = phoneTest(phoneCondition(["39*", "1234567890"]));
    expect(["3912345", "1234567890", "12345678901", "0391"].map(isAsked)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
