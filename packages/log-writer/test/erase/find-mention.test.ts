import { describe, expect, test } from "vitest";
import { createFindMention } from "../../src/erase/find-mention.ts";

const PHONE = "1234567890";
const find = createFindMention([
  PHONE,
  "123456789012345@lid",
  "phone-abcdefghijkm",
  "US.13491208655302741918zzz",
]);

function isFound(line: string): boolean {
  return find(Buffer.from(line)) !== undefined;
}

describe("a person is found", () => {
  test.each([
    `{"phone":"${PHONE}"}`,
    `{"to":${PHONE}}`,
    `{"jid":"${PHONE}:3@s.whatsapp.net"}`,
    `{"msg":"from phone-abcdefghijkm"}`,
    `{"msg":"call +1 (234) 567-890 now"}`,
    `{"msg":"+1\u00A0234\u00A0567\u00A0890"}`,
    `{"msg":"\u202A+1 234\u2011567\u2011890\u202C"}`,
    `{"url":"https://example.com/?to=%2B${PHONE}&x=1"}`,
    `{"url":"https://example.com/?to=%2B1%20234%20567%20890"}`,
    `{"url":"https://example.com/?u=https%3A%2F%2Fx%3Fto%3D%252B${PHONE}"}`,
    `{"to":"00${PHONE}"}`,
    `{"url":"https://example.com/?u=https%3A%2F%2Fx%2F123456789012345%40lid"}`,
    `{"body":"{\\"text\\":\\"\\\\nUS.13491208655302741918zzz\\"}"}`,
    `{"msg":"call 00 1 234 567 890, please"}`,
    `{"id":"wamid.${Buffer.from("\u001C\u0018\u001AUS.13491208655302741918zzz\u0015\u0002\0", "latin1").toString("base64")}"}`,
    `{"body":"{\\"text\\":\\"\\\\n${PHONE}\\"}"}`,
    `{"msg":"\\u0031234567890"}`,
    `{"id":"wamid.${Buffer.from(`\u001C\u0018\n${PHONE}\u0015\u0002\0`, "latin1").toString("base64")}"}`,
  ])("%s", (line) => {
    expect(isFound(line)).toBe(true);
  });
});

describe("somebody else is not", () => {
  test.each([
    `{"phone":"9${PHONE}"}`,
    `{"phone":"${PHONE}1"}`,
    `{"id":"wamid.A${PHONE}"}`,
    `{"msg":"+1 (234) 567-8901"}`,
    `{"to":"100${PHONE}"}`,
    `{"to":"000${PHONE}"}`,
    `{"url":"https://example.com/?to=%2B9${PHONE}"}`,
    `{"id":"wamid.${Buffer.from(`\u001C\u0018\u000B9${PHONE}\u0015\u0002\0`, "latin1").toString("base64")}"}`,
  ])("%s", (line) => {
    expect(isFound(line)).toBe(false);
  });
});
