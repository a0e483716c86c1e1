import { expect, test } from "vitest";
import { monotonicMs } from "../src/monotonic-ms.ts";

test("milliseconds pass as they do on Node's other clock, and never back", () => {
  const outer = performance.now();
  const began = monotonicMs();
  const inner = performance.now();
  while (performance.now() < inner + 20) expect(monotonicMs()).toBeGreaterThanOrEqual(began);
  const innerMs = performance.now() - inner;
  const passedMs = monotonicMs() - began;
  expect(passedMs).toBeGreaterThanOrEqual(innerMs - 0.01);
  expect(passedMs).toBeLessThanOrEqual(performance.now() - outer + 0.01);
});
