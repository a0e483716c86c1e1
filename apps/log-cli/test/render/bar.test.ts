import { expect, test } from "vitest";
import { barOf } from "../../src/render/bar.ts";

test.each([
  [1, "████"],
  [0.5, "██"],
  [0.28125, "█▏"],
  [0.0001, "▏"],
  [0, ""],
])("a share of %d of four columns", (share, bar) => {
  expect(barOf(share, 4, ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"])).toBe(bar);
});
