import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLogError } from "../src/error.ts";
import { MAX_PHONE_KEY_CHARS } from "../src/limits.ts";
import {
  isGroupKey,
  isPersonKey,
  isPhoneKey,
  parsePhoneKey,
  tryParsePhoneKey,
} from "../src/phone-key.ts";

const LONG_BSUID = `US.ENT.${"aZ9".repeat(42)}aZ`;
const CLOUD_GROUP = "Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD";

describe("what libraries and people write", () => {
  test.each([
    // Numbers as people write them.
    ["1234567890", "1234567890"],
    ["+1 (234) 567-890", "1234567890"],
    ["+39 123 456 7890", "391234567890"],
    ["+39\u00A0123\u2011456\u20117890", "391234567890"],
    ["(0761) 123 / 456", "0761123456"],
    ["0761/123456", "0761123456"],
    ["234.567.8901", "2345678901"],
    [" 1234567890 ", "1234567890"],
    ["+(39) 06 698", "3906698"],
    ["911", "911"],
    ["12345678901234567890", "12345678901234567890"],
    [391234567890, "391234567890"],
    // Baileys: persons, devices, agents, old and hosted servers.
    ["1234567890@s.whatsapp.net", "1234567890"],
    ["1234567890:12@s.whatsapp.net", "1234567890"],
    ["1234567890_1:12@s.whatsapp.net", "1234567890"],
    ["1234567890.0:12@s.whatsapp.net", "1234567890"],
    ["1234567890_1@s.whatsapp.net", "1234567890"],
    ["1234567890@hosted", "1234567890"],
    // whatsapp-web.js.
    ["1234567890@c.us", "1234567890"],
    ["16505361212@c.us", "16505361212"],
    // Ids that are not numbers.
    ["123456789012345@lid", "123456789012345@lid"],
    ["123456789012345:7@lid", "123456789012345@lid"],
    ["123456789012345@hosted.lid", "123456789012345@lid"],
    ["120363025246125486@g.us", "120363025246125486@g.us"],
    ["391234567890-1415000000@g.us", "391234567890-1415000000@g.us"],
    ["120363025246125486@newsletter", "120363025246125486@newsletter"],
    ["status@broadcast", "status@broadcast"],
    ["1415000000@broadcast", "1415000000@broadcast"],
    ["867051314767696@bot", "867051314767696@bot"],
    // Cloud API: business-scoped user ids.
    ["US.13491208655302741918", "US.13491208655302741918"],
    ["US.ENT.11815799212886844830", "US.ENT.11815799212886844830"],
    ["IT.aB3", "IT.aB3"],
    [LONG_BSUID, LONG_BSUID],
    // Cloud API: groups.
    [CLOUD_GROUP, CLOUD_GROUP],
  ])("%j is %s", (input, key) => {
    expect(parsePhoneKey(input)).toBe(key);
  });
});

const HOSTILE: readonly unknown[] = [
  "",
  " ",
  "+",
  "12",
  "123456789012345678901",
  "../../etc/passwd",
  "../123456",
  "../../1234567890",
  "/1234567890",
  "1234567890/",
  "1234567890/..",
  "-1234567890",
  "1234....567",
  "..",
  ".",
  "con",
  "CON",
  "nul",
  "COM1",
  "LPT1.log",
  "CON.",
  "AUX.123!",
  "1234567890\n",
  "1234\n567890",
  "1234567890\u0000",
  "12345\t67890",
  "\u202E1234567890",
  "1234567890\u200B",
  "1234567890~2",
  "1234567890.log",
  "1234567890*",
  "12345?67890",
  "１２３４５６７８９０",
  "١٢٣٤٥٦٧٨٩٠",
  "1234567890@evil.example",
  "1234567890@s.whatsapp.net@g.us",
  "1234567890@S.WHATSAPP.NET",
  "1234567890@",
  "@g.us",
  "@",
  "a@g.us",
  "status@g.us",
  "12-34@s.whatsapp.net",
  "-@g.us",
  "1234567890:x@s.whatsapp.net",
  "1234567890:123456@s.whatsapp.net",
  "../1@lid",
  "us.1234",
  "USA.1234",
  "US.",
  "US.12.34",
  "Y2FwaV9ncm91cDo",
  `${CLOUD_GROUP}/..`,
  CLOUD_GROUP.toLowerCase(),
  "US.ent.1",
  "US.12 34",
  `US.${"1".repeat(129)}`,
  "1".repeat(300),
  "1 ".repeat(300),
  `${"9".repeat(500_000)}@lid`,
  1234567890.5,
  -1234567890,
  1e21,
  NaN,
  Infinity,
  1234567890n,
  null,
  undefined,
  true,
  {},
  ["1234567890"],
  { toString: () => "1234567890" },
  Symbol("1234567890"),
];

describe("what is no phone", () => {
  test.each(HOSTILE.map((input) => [input]))("%#", (input) => {
    expect(tryParsePhoneKey(input)).toBeUndefined();
    let thrown: unknown;
    try {
      parsePhoneKey(input);
    } catch (error) {
      thrown = error;
    }
    expect(isLogError(thrown, "LOG_PHONE_INVALID")).toBe(true);
    expect((thrown as Error).message).not.toMatch(/\d{7}(?!\d*@g\.us)|\p{Cc}/u);
  });
});

/** Texts that look like phones more often than chance would have it. */
const phoneLike = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.stringMatching(/^[+]?[\d() ./-]{0,30}$/),
  fc.stringMatching(/^[\d_:.-]{0,30}@(s\.whatsapp\.net|c\.us|lid|g\.us|broadcast|bot|x)$/),
  fc.stringMatching(/^[A-Z]{1,3}\.(ENT\.)?[A-Za-z0-9.]{0,20}$/),
  fc.stringMatching(/^Y2FwaV9ncm91cDo[A-Za-z0-9_~.-]{0,40}$/),
);

/** Names Windows keeps for devices, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

test("a key is a safe file name everywhere, and its own key", () => {
  fc.assert(
    fc.property(phoneLike, (text) => {
      const key = tryParsePhoneKey(text);
      if (key === undefined) return;
      expect(key).toMatch(/^[A-Za-z0-9][A-Za-z0-9.@_-]*$/);
      expect(key).not.toMatch(/[.]$/);
      expect(key).not.toMatch(DEVICE);
      expect(key.length).toBeLessThanOrEqual(MAX_PHONE_KEY_CHARS);
      expect(tryParsePhoneKey(key)).toBe(key);
      expect(isPhoneKey(key)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test("a number is one key however its digits are grouped, and its JIDs are the same key", () => {
  const gap = fc.constantFrom("", " ", "-", ".", "\u00A0", " - ", "/");
  const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);
  fc.assert(
    fc.property(digits, fc.array(gap, { minLength: 15, maxLength: 15 }), (number, gaps) => {
      const written = number
        .split("")
        .map((digit, at) => (at === 0 ? digit : gaps[at] + digit))
        .join("");
      expect(tryParsePhoneKey(`+${written}`)).toBe(number);
      expect(tryParsePhoneKey(`${number}:3@s.whatsapp.net`)).toBe(number);
      expect(tryParsePhoneKey(`${number}@c.us`)).toBe(number);
    }),
  );
});

test("only a key is a key: other spellings of it are not", () => {
  expect(isPhoneKey("1234567890")).toBe(true);
  expect(isPhoneKey("+1234567890")).toBe(false);
  expect(isPhoneKey("1234567890@c.us")).toBe(false);
});

test.each([
  ["120363025246125486@g.us", true],
  ["status@broadcast", true],
  [CLOUD_GROUP, true],
  ["1234567890", false],
  ["123456789012345@lid", false],
  ["US.13491208655302741918", false],
])("%s is a conversation of several: %s", (key, expected) => {
  expect(isGroupKey(parsePhoneKey(key))).toBe(expected);
});

test.each([
  ["1234567890", true],
  ["123456789012345@lid", true],
  ["US.aB3", true],
  [LONG_BSUID, true],
  ["120363025246125486@g.us", false],
  [CLOUD_GROUP, false],
  ["120363025246125486@newsletter", false],
  ["status@broadcast", false],
  ["867051314767696@bot", false],
])("%s is a person: %s", (key, isPerson) => {
  expect(isPersonKey(parsePhoneKey(key))).toBe(isPerson);
});

test("what is a person's key is a key", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.stringMatching(/^\d{0,25}$/),
        fc.stringMatching(/^\d{0,33}@lid$/),
        fc.stringMatching(/^[A-Z]{1,3}(\.ENT)?\.[A-Za-z0-9]{0,4}$/),
        fc.string(),
      ),
      (text) => {
        const isNoPerson = /@(?!lid$)|^Y2FwaV9ncm91cDo/.test(text);
        expect(isPersonKey(text)).toBe(isPhoneKey(text) && !isNoPerson);
      },
    ),
  );
});
