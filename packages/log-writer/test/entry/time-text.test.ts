import { expect, test } from "vitest";
import { createTimeText } from "../../src/entry/time-text.ts";

test("the text follows the time, also back and within a millisecond", () => {
  const timeText = createTimeText();
  const first = Date.parse("2026-11-23T10:15:30.123Z");
  for (const timeMs of [first, first, first + 1, first]) {
    expect(timeText(timeMs)).toBe(`,"time":"${new Date(timeMs).toISOString()}"`);
  }
});
