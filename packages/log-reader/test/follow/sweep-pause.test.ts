import { expect, test } from "vitest";
import { sweepPauseMs } from "../../src/follow/sweep-pause.ts";

test.each([
  { isWatched: true, tookMs: 0, pauseMs: 5000 },
  { isWatched: true, tookMs: 25, pauseMs: 5000 },
  { isWatched: true, tookMs: 80, pauseMs: 16_000 },
  { isWatched: true, tookMs: 100_000, pauseMs: 20_000 },
  // Nothing else tells of what has changed.
  { isWatched: false, tookMs: 100, pauseMs: 1000 },
])("watched $isWatched, after $tookMs ms", ({ isWatched, tookMs, pauseMs }) => {
  expect(sweepPauseMs(isWatched, tookMs)).toBe(pauseMs);
});
