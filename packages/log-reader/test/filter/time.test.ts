import { expect, test } from "vitest";
import { timeFilter } from "../../src/filter/time.ts";
import { entryWith, FILES } from "./passing.ts";

const NOON = Date.UTC(2026, 10, 23, 12);

test.each([
  [NOON - 1, false],
  [NOON, true],
  [NOON + 999, true],
  [NOON + 1000, false],
])("%i passes: %s", (timeMs, expected) => {
  const filter = timeFilter({ sinceMs: NOON, untilMs: NOON + 1000 });
  const entry = entryWith({ time: new Date(timeMs).toISOString() });
  expect(filter.matches(entry, FILES.app)).toBe(expected);
});
