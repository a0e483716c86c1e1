import { expect, test } from "vitest";
import { directionFilter } from "../../src/filter/direction.ts";
import { entryWith, FILES, isCandidate } from "./passing.ts";

const filter = directionFilter(["INCOMING", "SYSTEM"]);

test.each([
  ["INCOMING", true],
  ["SYSTEM", true],
  ["OUTGOING", false],
  [undefined, false],
] as const)("%s passes: %s", (direction, expected) => {
  const entry = entryWith(direction === undefined ? {} : { direction });
  expect(filter.matches(entry, FILES.whatsapp)).toBe(expected);
  expect(isCandidate(filter, JSON.stringify(entry))).toBe(expected);
});

test("says what it asks for", () => {
  expect(filter.text).toBe("direction=INCOMING,SYSTEM");
});
