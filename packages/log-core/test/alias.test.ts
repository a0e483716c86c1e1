import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAlias, parseAlias, type Alias } from "../src/alias.ts";
import { isLogError } from "../src/error.ts";
import { parsePhoneKey, type PhoneKey } from "../src/phone-key.ts";
import { formatTime } from "../src/timestamp.ts";

const LINE =
  '{"time":"2026-11-23T10:15:30.123Z","ids":["123456789012345@lid","1234567890"],"reason":"same"}';

const keys: fc.Arbitrary<PhoneKey> = fc
  .oneof(
    fc.stringMatching(/^\d{3,20}$/),
    fc.stringMatching(/^\d{3,30}@lid$/),
    fc.stringMatching(/^[A-Z]{2}(?:\.ENT)?\.[A-Za-z0-9]{1,128}$/),
  )
  .map(parsePhoneKey);
const aliases: fc.Arbitrary<Alias> = fc
  .record({
    time: fc.integer({ min: 0, max: 4e12 }).map(formatTime),
    ids: fc.tuple(keys, keys).filter(([a, b]) => a !== b),
    reason: fc.constantFrom("same" as const, "changed" as const),
  })
  .map((alias) => alias);

test("an alias reads back as it was written, on one line that is JSON", () => {
  fc.assert(
    fc.property(aliases, (alias) => {
      const line = formatAlias(alias);
      expect(line).not.toMatch(/[\n\r]/);
      expect(JSON.parse(line)).toEqual(alias);
      expect(parseAlias(line)).toEqual({ kind: "alias", alias });
    }),
  );
});

test("this is what a line looks like", () => {
  const ids = ["123456789012345@lid", "1234567890"].map(parsePhoneKey);
  const [first, second] = ids as [PhoneKey, PhoneKey];
  const time = "2026-11-23T10:15:30.123Z";
  expect(formatAlias({ time, ids: [first, second], reason: "same" })).toBe(LINE);
});

test.each([
  ["", "blank"],
  [" ".repeat(94), "blank"],
  ["   \r", "blank"],
  // A later version may add fields and reasons.
  [`${LINE.slice(0, -1)},"by":"web1"}`, "alias"],
  [LINE.replace('"same"', '"merged"'), "alias"],
  [LINE.replace(',"reason":"same"', ""), "alias"],
  // Torn, overwritten, glued.
  [LINE.slice(0, -1), "malformed"],
  [LINE.slice(0, 60), "malformed"],
  [` ${LINE}`, "malformed"],
  [LINE + LINE, "malformed"],
  ["null", "malformed"],
  ["\u0000", "malformed"],
  // Another order, white space, an escape: nobody writes it, and an id is found by its bytes.
  ['{"ids":["123","456"],"time":"2026-11-23T10:15:30.123Z","reason":"same"}', "malformed"],
  [LINE.replace('"ids":', '"ids": '), "malformed"],
  [LINE.replace(`"1234567890"`, `"\\u0031234567890"`), "malformed"],
  // Not two different keys of persons, not a time.
  [LINE.replace("123456789012345@lid", "1234567890"), "malformed"],
  [LINE.replace("123456789012345@lid", "120363025246125486@g.us"), "malformed"],
  [LINE.replace("123456789012345@lid", "120363025246125486@newsletter"), "malformed"],
  [LINE.replace("123456789012345@lid", "status@broadcast"), "malformed"],
  [LINE.replace("123456789012345@lid", "867051314767696@bot"), "malformed"],
  [LINE.replace("123456789012345@lid", "Y2FwaV9ncm91cDoxNzA1NTU1MDEz"), "malformed"],
  [LINE.replace("123456789012345@lid", "+1 234"), "malformed"],
  [LINE.replace("123456789012345@lid", "../../x"), "malformed"],
  [LINE.replace('","1234567890"', '","1234567890","123"'), "malformed"],
  [LINE.replace("2026-11-23", "2026-02-30"), "malformed"],
] as const)("%j is %s", (line, kind) => {
  expect(parseAlias(line).kind).toBe(kind);
});

test("which of two numbers is the new one is told", () => {
  expect(parseAlias(LINE.replace('"same"', '"changed"'))).toMatchObject({
    alias: { ids: ["123456789012345@lid", "1234567890"], reason: "changed" },
  });
});

test.each([
  ["1234567890", "1234567890"],
  ["1234567890", "120363025246125486@g.us"],
  ["status@broadcast", "1234567890"],
  ["1234567890", "../x"],
])("%s and %s are never written as one person", (first, second) => {
  const ids = [first, second] as unknown as Alias["ids"];
  const write = (): string =>
    formatAlias({ time: "2026-11-23T10:15:30.123Z", ids, reason: "same" });
  expect(write).toThrow(
    expect.toSatisfy((error: unknown) => isLogError(error, "LOG_PHONE_INVALID")) as Error,
  );
});

test("no line makes reading throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (line) => void parseAlias(line)));
});
