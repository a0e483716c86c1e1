import { expect, test } from "vitest";
import { DIRECTIONS, parseDirection } from "../src/direction.ts";

test.each(DIRECTIONS)("%s is read in any case", (direction) => {
  expect(parseDirection(direction)).toBe(direction);
  expect(parseDirection(direction.toLowerCase())).toBe(direction);
  expect(parseDirection(direction[0] + direction.slice(1).toLowerCase())).toBe(direction);
});

test.each([["in"], [""], ["INCOMING "], [1], [null], [undefined], [["INCOMING"]]])(
  "%j is no direction",
  (value) => {
    expect(parseDirection(value)).toBeUndefined();
  },
);
