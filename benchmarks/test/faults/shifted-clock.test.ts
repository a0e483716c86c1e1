import { afterEach, expect, test } from "vitest";
import { shiftClock } from "../../src/faults/shifted-clock.ts";

const SystemDate = Date;
const DAY_MS = 86_400_000;

afterEach(() => void (globalThis.Date = SystemDate));

test("only now is moved: what is asked for by its time stays", () => {
  shiftClock(DAY_MS);
  const ahead = SystemDate.now() + DAY_MS;
  expect(Date.now()).toBeGreaterThanOrEqual(ahead);
  expect(new Date().getTime()).toBeGreaterThanOrEqual(ahead);
  expect(new Date(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
  expect(new Date(2026, 10, 23)).toBeInstanceOf(SystemDate);
  shiftClock(0);
  expect(Date.now()).toBeLessThan(ahead);
});
