import fc from "fast-check";
import { expect, test } from "vitest";
import { timeOrder } from "../../src/scan/time-order.ts";

const DAY = fc.integer({ min: 1_795_392_000_000, max: 1_795_392_000_020 });
const ANY = fc.integer({ min: -62_135_510_400_000, max: 253_402_214_399_999 });

test.each([
  ["of one day", DAY],
  ["of all ages", ANY],
])("times %s come oldest first, equal ones as they were", (_, time) => {
  fc.assert(
    fc.property(fc.array(time), (times) => {
      const expected = times
        .map((timeMs, line) => ({ timeMs, line }))
        .toSorted((a, b) => a.timeMs - b.timeMs || a.line - b.line)
        .map(({ line }) => line);
      expect([...timeOrder(Float64Array.from(times))]).toEqual(expected);
    }),
  );
});

test("a million lines of a day keep their order where times are equal", () => {
  const times = Float64Array.from(
    { length: 1_000_000 },
    (_, line) => 1_795_392_000_000 + ((line * 7919) % 86_400),
  );
  const order = timeOrder(times);
  let wrong = 0;
  for (let at = 1; at < order.length; at += 1) {
    const [a, b] = [order[at - 1] ?? 0, order[at] ?? 0];
    const [first, second] = [times[a] ?? 0, times[b] ?? 0];
    if (first > second || (first === second && a > b)) wrong += 1;
  }
  expect(wrong).toBe(0);
});

test("ages too far apart to be packed are ordered too", () => {
  const times = Float64Array.from(
    { length: 100_000 },
    (_, line) => (line % 2 === 0 ? 1 : -1) * line * 1e8,
  );
  const sorted = Array.from(timeOrder(times), (line) => times[line] ?? 0);
  expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
});
