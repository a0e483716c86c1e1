import fc from "fast-check";
import { expect, test } from "vitest";
import { maskDigits, maskPhone } from "../src/phone-mask.ts";

test.each([
  ["1234567890", "12******90"],
  ["1234567", "12***67"],
  ["911", "911"],
  ["123456789012345@lid", "12***********45@lid"],
  ["391234567890-1415000000@g.us", "39********90-14******00@g.us"],
  ["120363025246125486@newsletter", "12**************86@newsletter"],
  ["status@broadcast", "status@broadcast"],
  ["US.13491208655302741918", "US.13****************18"],
  ["US.ENT.aB3dE5fG", "US.ENT.aB****fG"],
])("the key %s is shown as %s", (key, expected) => {
  expect(maskPhone(key)).toBe(expected);
});

test.each([
  ["call +39 123 456 7890 now", "call +39********90 now"],
  ["(234) 567-8901", "(23******01"],
  ["0761/123456", "07******56"],
  ["123\u2011456\u20117890", "12******90"],
  ["123\u200B456\u00007890", "12******90"],
  ["١٢٣٤٥٦٧٨٩٠", "١٢******٩٠"],
  ["123456", "123456"],
  ["12:30, 14:15, 16:45", "12:30, 14:15, 16:45"],
  ["1234567890@c.us and 2345678901@c.us", "12******90@c.us and 23******01@c.us"],
  // Dates are what messages about bad input are for.
  ["2026-11-23", "2026-11-23"],
  ["2026-02-30T10:15:30.123Z", "2026-02-30T10:15:30.123Z"],
  ["2026-11-23 10:15", "2026-11-23 10:15"],
  ["whatsapp/2026-11-23/1234567890.log", "whatsapp/2026-11-23/12******90.log"],
  ["2026-11-2345678", "20*********78"],
  ["1912-34-56-78", "19******78"],
  ["12026-11-23", "12*****23"],
])("the text %j becomes %j", (text, expected) => {
  expect(maskDigits(text)).toBe(expected);
});

test("no number of seven or more digits survives, in whatever text it stands", () => {
  const number = fc.stringMatching(/^[3-9]\d{6,19}$/);
  const around = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(around, number, around, (before, digits, after) => {
      expect(maskDigits(before + digits + after)).not.toContain(digits);
      expect(maskPhone(digits)).not.toContain(digits.slice(1, -1));
    }),
    { numRuns: 1_000 },
  );
});
