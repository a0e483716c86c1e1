import fc from "fast-check";
import { expect, test } from "vitest";
import { typeFilter } from "../../src/filter/type.ts";
import { hostileLine } from "../hostile.ts";
import { entryWith, FILES, isCandidate, passes } from "./passing.ts";

test.each([
  ["image", true],
  ["text", true],
  ["Image", false],
  ["images", false],
  [undefined, false],
])("%s passes: %s", (type, expected) => {
  const filter = typeFilter(["image", "text"]);
  const entry = entryWith(type === undefined ? {} : { type });
  expect(filter.matches(entry, FILES.whatsapp)).toBe(expected);
  expect(isCandidate(filter, JSON.stringify(entry))).toBe(expected);
});

test("says what it asks for", () => {
  expect(typeFilter(["image", "a,b"]).text).toBe('type="image","a,b"');
});

test("no line of the type is passed over by its bytes", () => {
  fc.assert(
    fc.property(
      hostileLine,
      fc.constantFrom("text", "image", 'say "hi"', "a/b", "привет"),
      (line, type) => {
        const filter = typeFilter([type]);
        if (passes(filter, line)) expect(isCandidate(filter, line)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
