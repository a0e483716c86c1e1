import fc from "fast-check";
import { expect, test } from "vitest";
import { isLevel, levelFromNumber, levelNumber, LEVELS } from "../src/level.ts";

test("levels have pino's numbers, lowest first", () => {
  expect(LEVELS.map(levelNumber)).toEqual([10, 20, 30, 40, 50, 60]);
});

test.each(LEVELS)("%s and its number are inverse", (level) => {
  expect(isLevel(level)).toBe(true);
  expect(levelFromNumber(levelNumber(level))).toBe(level);
});

test.each([
  [35, "info"],
  [5, "trace"],
  [-1, "trace"],
  [1000, "fatal"],
  [Infinity, "fatal"],
  [NaN, "trace"],
] as const)("the number %d is %s", (number, level) => {
  expect(levelFromNumber(number)).toBe(level);
});

test("a higher number is never a lower level", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
      const [low, high] = [levelNumber(levelFromNumber(a)), levelNumber(levelFromNumber(b))];
      expect(a <= b ? low <= high : high <= low).toBe(true);
    }),
  );
});

test.each(["INFO", "silent", "", "toString", "__proto__", 30, null, undefined, ["info"]])(
  "%j is no level",
  (value) => {
    expect(isLevel(value)).toBe(false);
  },
);
