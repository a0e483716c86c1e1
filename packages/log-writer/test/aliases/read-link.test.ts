import { isLogError } from "@org/log-core";
import { expect, test } from "vitest";
import { readLink } from "../../src/aliases/read-link.ts";
import { createPhoneReader } from "../../src/entry/phone-reader.ts";

const readPhone = createPhoneReader();
const LID = "123456789012345@lid";

test.each([
  [[], []],
  [["1234567890"], []],
  [["1234567890", "1234567890@s.whatsapp.net", "+1 (234) 567-890"], []],
  [["123456789012345:7@lid", "1234567890:2@s.whatsapp.net"], [[LID, "1234567890"]]],
  [
    [LID, "1234567890", "US.aB3"],
    [
      [LID, "1234567890"],
      ["1234567890", "US.aB3"],
    ],
  ],
])("%j links %j", (phones, pairs) => {
  expect(readLink(phones, "same", readPhone)).toEqual(pairs);
});

test.each([
  [["1234567890", "120363025246125486@g.us"], "LOG_PHONE_INVALID"],
  [["status@broadcast", "1234567890"], "LOG_PHONE_INVALID"],
  [["1234567890", "120363025246125486@newsletter"], "LOG_PHONE_INVALID"],
  [["1234567890", "867051314767696@bot"], "LOG_PHONE_INVALID"],
  [["1234567890", "../x"], "LOG_PHONE_INVALID"],
  [["1234567890", undefined], "LOG_PHONE_INVALID"],
  ["1234567890", "LOG_ENTRY_INVALID"],
  [undefined, "LOG_ENTRY_INVALID"],
  [Array.from({ length: 33 }, (_, at) => `39${at + 100}`), "LOG_ENTRY_INVALID"],
] as const)("%j is refused with %s", (phones, code) => {
  expect(() => readLink(phones as unknown as string[], "same", readPhone)).toThrow(
    expect.toSatisfy((error: unknown) => isLogError(error, code)) as Error,
  );
});

test("a refusal names no number in full", () => {
  const refuse = (): unknown =>
    readLink(["391234567890-1415000000@g.us", "123"], "same", readPhone);
  expect(refuse).toThrow(
    expect.toSatisfy((error: Error) => !error.message.includes("391234567890")) as Error,
  );
});

test("another reason is refused", () => {
  expect(() => readLink(["123", "456"], "merged" as "same", readPhone)).toThrow(
    expect.toSatisfy((error: unknown) => isLogError(error, "LOG_ENTRY_INVALID")) as Error,
  );
});

test("a list that cannot be read is refused", () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  expect(() => readLink(proxy, "same", readPhone)).toThrow(
    expect.toSatisfy((error: unknown) => isLogError(error, "LOG_ENTRY_INVALID")) as Error,
  );
});
