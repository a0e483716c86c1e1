import { expect, test } from "vitest";
import { createRandom } from "../src/random.ts";

test("the same seed gives the same numbers, for ever", () => {
  const random = createRandom("1");
  expect(Array.from({ length: 5 }, () => random.below(1000))).toStrictEqual([
    694, 392, 352, 943, 567,
  ]);
});

test("numbers are spread evenly", () => {
  const random = createRandom("spread");
  const counts = Array.from({ length: 10 }, () => 0);
  for (let round = 0; round < 100_000; round += 1) {
    const at = random.below(10);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test("seeds that are nearly the same give different numbers", () => {
  const first = (seed: string): number => createRandom(seed).next();
  expect(new Set(["a", "b", "aa", "1", "2", "12"].map(first)).size).toBe(6);
});
