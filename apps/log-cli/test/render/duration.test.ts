import { expect, test } from "vitest";
import { formatDuration } from "../../src/render/duration.ts";

test.each([
  [0, "0 s"],
  [449, "0.4 s"],
  [9_960, "10 s"],
  [45_000, "45 s"],
  [60_000, "1 min"],
  [754_000, "12 min 34 s"],
  [3_600_000, "1 h"],
  [11_520_000, "3 h 12 min"],
  [3 * 86_400_000 + 59 * 60_000, "3 d"],
  [3 * 86_400_000 + 7_200_000, "3 d 2 h"],
])("%d ms is %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
