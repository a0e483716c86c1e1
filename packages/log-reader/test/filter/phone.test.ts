import { expect, test } from "vitest";
import { phoneFilter } from "../../src/filter/phone.ts";
import { phoneCondition } from "../../src/query/phone-condition.ts";
import { entryWith, FILES, isCandidate } from "./passing.ts";

const filter = phoneFilter(phoneCondition(["1234567890", "77*"]));

test.each([
  ["its own line", FILES.whatsapp, "1234567890", true],
  ["a line of its file without a phone", FILES.whatsapp, undefined, true],
  ["a line of a phone with the beginning", FILES.app, "7712345", true],
  ["a line of a phone with it further in", FILES.app, "17712345", false],
  ["another phone's line in its file", FILES.whatsapp, "9999999999", false],
  ["a request of the phone", FILES.requests, "1234567890", true],
  ["an event of another phone", FILES.app, "9999999999", false],
  ["an event of no phone", FILES.app, undefined, false],
  [
    "another phone's file, without a phone",
    { ...FILES.whatsapp, key: "9999999999" },
    undefined,
    false,
  ],
])("%s: %s", (_, file, phone, expected) => {
  const entry = entryWith(phone === undefined ? {} : { phone });
  expect(filter.matches(entry, file)).toBe(expected);
  if (expected) expect(isCandidate(filter, JSON.stringify(entry), file)).toBe(true);
});

test("says what it asks for", () => {
  expect(filter.text).toBe("phone=1234567890,77*");
});

test("the bytes of requests and events are asked for the phone", () => {
  expect(isCandidate(filter, JSON.stringify(entryWith({ phone: "9999999999" })), FILES.app)).toBe(
    false,
  );
});
