import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sweepPauseMs, SweepTimer } from "../../src/follow/sweep-timer.ts";

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

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("what is due sooner is due then, once", () => {
  const due = vi.fn<() => void>();
  const timer = new SweepTimer(due);
  timer.start(5000);
  timer.start(1000);
  timer.start(3000);
  vi.advanceTimersByTime(1000);
  expect(due).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(due).toHaveBeenCalledTimes(1);
  timer.start(1000);
  vi.advanceTimersByTime(1000);
  expect(due).toHaveBeenCalledTimes(2);
  timer.start(1000);
  timer.stop();
  vi.advanceTimersByTime(10_000);
  expect(due).toHaveBeenCalledTimes(2);
});
