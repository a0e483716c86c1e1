import { expect, test } from "vitest";
import { ClockGuard } from "../../src/retention/clock-guard.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A guard whose wall clock and monotonic clock the test moves. */
function guarded(): {
  readonly guard: ClockGuard;
  readonly jumps: number[];
  pass: (ms: number) => void;
  jump: (ms: number) => void;
} {
  let wallMs = 1_700_000_000_000;
  let elapsedMs = 0;
  const jumps: number[] = [];
  const guard = new ClockGuard(
    () => wallMs,
    () => elapsedMs,
    (jumpMs) => void jumps.push(jumpMs),
  );
  const jump = (ms: number): void => void (wallMs += ms);
  const pass = (ms: number): void => {
    wallMs += ms;
    elapsedMs += ms;
  };
  return { guard, jumps, pass, jump };
}

test("a clock that goes like any other is trusted, for however long", () => {
  const { guard, jumps, pass } = guarded();
  for (let hour = 0; hour < 1000; hour += 1) {
    expect(guard.isTrusted()).toBe(true);
    pass(HOUR);
  }
  expect(jumps).toEqual([]);
});

test("a clock that drifts or is corrected a little is trusted", () => {
  const { guard, jumps, pass, jump } = guarded();
  for (let hour = 0; hour < 100; hour += 1) {
    pass(HOUR);
    jump(4 * MINUTE);
    expect(guard.isTrusted()).toBe(true);
  }
  expect(jumps).toEqual([]);
});

test.each([
  ["ahead", 40 * 24 * HOUR],
  ["back", -40 * 24 * HOUR],
  ["six minutes ahead", 6 * MINUTE],
])("a jump %s suspends trust for an hour, and is told once", (_name, jumpMs) => {
  const { guard, jumps, pass, jump } = guarded();
  pass(HOUR);
  jump(jumpMs);
  expect(guard.isTrusted()).toBe(false);
  pass(HOUR - 1);
  expect(guard.isTrusted()).toBe(false);
  pass(1);
  expect(guard.isTrusted()).toBe(true);
  expect(jumps).toEqual([jumpMs]);
});

test("set right again within the hour it waits an hour from then", () => {
  const { guard, jumps, pass, jump } = guarded();
  jump(24 * HOUR);
  expect(guard.isTrusted()).toBe(false);
  pass(30 * MINUTE);
  jump(-24 * HOUR);
  expect(guard.isTrusted()).toBe(false);
  pass(HOUR - 1);
  expect(guard.isTrusted()).toBe(false);
  pass(1);
  expect(guard.isTrusted()).toBe(true);
  expect(jumps).toEqual([24 * HOUR, -24 * HOUR]);
});
