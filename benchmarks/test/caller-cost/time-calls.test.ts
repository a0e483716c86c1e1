import { expect, test } from "vitest";
import { summarise } from "../../src/caller-cost/time-calls.ts";

test("the slow calls of the start do not count, and a rare slow one is in the right place", () => {
  const calls = Float64Array.from({ length: 1250 }, (_, index) => (index < 250 ? 9e9 : 100));
  // Eleven of the thousand that count: beyond the 99th hundredth.
  for (let at = 0; at < 11; at += 1) calls[300 + at * 50] = 5000 + at;
  const { p50Ns, p99Ns, p999Ns, timerNs } = summarise(calls);
  expect({ p50Ns, p99Ns, p999Ns }).toStrictEqual({ p50Ns: 100, p99Ns: 5000, p999Ns: 5009 });
  expect(timerNs).toBeGreaterThan(0);
});
