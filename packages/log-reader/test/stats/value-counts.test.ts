import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakdownOf, MAX_VALUE_CHARS, ValueCounts } from "../../src/stats/value-counts.ts";

/** Values of which some are frequent and many are not. */
const values = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("a", "b") },
    { weight: 5, arbitrary: fc.nat({ max: 60 }).map((number) => `rare${number}`) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  { maxLength: 400 },
);

function countsOf(given: readonly (string | undefined)[], maxValues?: number): ValueCounts {
  const counts = new ValueCounts(maxValues);
  for (const value of given) counts.add(value, 10);
  return counts;
}

function trueCounts(given: readonly (string | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of given) {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

describe("counts by value", () => {
  test("are exact up to their limit", () => {
    fc.assert(
      fc.property(values, (given) => {
        const { top, distinct, missingEntries, maxErrorEntries } = breakdownOf(
          countsOf(given).data(),
          100,
        );
        expect(new Map(top.map(({ value, entries }) => [value, entries]))).toEqual(
          trueCounts(given),
        );
        expect(top.every(({ entries, bytes }) => bytes === entries * 10)).toBe(true);
        expect(distinct).toBe(trueCounts(given).size);
        expect(missingEntries).toBe(given.filter((value) => value === undefined).length);
        expect(maxErrorEntries).toBe(0);
      }),
    );
  });

  test("beyond it are at most as much too low as they say, and miss no frequent value", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 12 }), (given, maxValues) => {
        const data = countsOf(given, maxValues).data();
        expect(data.values.length).toBeLessThanOrEqual(maxValues);
        const { top, otherEntries, missingEntries, maxErrorEntries } = breakdownOf(data, 5);
        expect(maxErrorEntries).toBeLessThanOrEqual((2 * given.length) / maxValues);
        const truth = trueCounts(given);
        for (const { value, entries } of top) {
          const exact = truth.get(value) ?? 0;
          expect(entries).toBeLessThanOrEqual(exact);
          expect(entries).toBeGreaterThanOrEqual(exact - maxErrorEntries);
        }
        const kept = new Set(data.values.map(([value]) => value));
        for (const [value, exact] of truth) {
          if (exact > maxErrorEntries) expect(kept).toContain(value);
        }
        const listed = top.reduce((sum, { entries }) => sum + entries, 0);
        expect(listed + otherEntries + missingEntries).toBe(given.length);
      }),
    );
  });

  test("of parts, merged, are those of the whole", () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const merged = new ValueCounts();
        merged.merge(countsOf(one).data());
        merged.merge(countsOf(other).data());
        const whole = countsOf([...one, ...other]).data();
        expect(breakdownOf(merged.data(), 100)).toEqual(breakdownOf(whole, 100));
      }),
    );
  });

  test("list the most frequent first, and equally frequent ones by value", () => {
    const data = countsOf(["b", "c", "a", "c", "d"]).data();
    const { top, otherEntries, distinct } = breakdownOf(data, 3);
    expect(top.map(({ value }) => value)).toEqual(["c", "a", "b"]);
    expect({ otherEntries, distinct }).toEqual({ otherEntries: 1, distinct: 4 });
  });

  test("take a long value by its beginning, whole characters only", () => {
    const long = `${"x".repeat(MAX_VALUE_CHARS - 2)}😀`;
    const data = countsOf([`${long}1`, `${long}2`, "x"]).data();
    expect(data.values).toEqual([
      [`${"x".repeat(MAX_VALUE_CHARS - 2)}…`, 2, 20],
      ["x", 1, 10],
    ]);
  });
});
