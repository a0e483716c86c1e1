import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_TIME_MS, MIN_TIME_MS, TIME_CHARS } from "../src/limits.ts";
import { formatTime, isLoggableTime, parseTime } from "../src/timestamp.ts";

const instants = fc.integer({ min: MIN_TIME_MS, max: MAX_TIME_MS });

test("a time is 24 characters and is read back exactly", () => {
  fc.assert(
    fc.property(instants, (timeMs) => {
      const text = formatTime(timeMs);
      expect(text).toHaveLength(TIME_CHARS);
      expect(parseTime(text)).toBe(timeMs);
    }),
    { examples: [[MIN_TIME_MS], [MAX_TIME_MS], [0], [-1]] },
  );
});

test("what is read is what would be written: no other text is taken for a time", () => {
  const part = (min: number, max: number, width: number): fc.Arbitrary<string> =>
    fc.integer({ min, max }).map((n) => String(n).padStart(width, "0"));
  const lookalikes = fc
    .tuple(part(0, 9999, 4), part(0, 13, 2), part(0, 32, 2), part(0, 25, 2), part(0, 61, 2))
    .map(
      ([year, month, date, hour, minute]) => `${year}-${month}-${date}T${hour}:${minute}:59.999Z`,
    );
  fc.assert(
    fc.property(lookalikes, (text) => {
      const timeMs = parseTime(text);
      if (timeMs !== undefined) expect(formatTime(timeMs)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  "2026-02-30T00:00:00.000Z",
  "2026-02-28T24:00:00.000Z",
  "2026-11-23T10:15:60.000Z",
  "2026-11-23T10:15:30.123",
  "2026-11-23T10:15:30.123z",
  "2026-11-23 10:15:30.123Z",
  "2026-11-23T10:15:30Z",
  "2026-11-23T10:15:30,123Z",
  "0000-01-01T00:00:00.000Z",
  "9999-12-31T00:00:00.000Z",
  "",
])("%j is no time", (text) => {
  expect(parseTime(text)).toBeUndefined();
});

test.each([NaN, Infinity, -Infinity, MAX_TIME_MS + 1, MIN_TIME_MS - 1])(
  "%d cannot stand in a line",
  (timeMs) => {
    expect(isLoggableTime(timeMs)).toBe(false);
    expect(() => formatTime(timeMs)).toThrow(RangeError);
  },
);
