import { expect, test } from "vitest";
import { findGrowth, WATCHED, type Growth } from "../../src/soak/find-growth.ts";
import type { Sample } from "../../src/soak/soak-bot.ts";

const SAMPLES = 100;
const HOURS = 8;

function growthOf(
  title: string,
  change: (hour: number, index: number) => Partial<Sample>,
): Growth | undefined {
  const watched = WATCHED.find((one) => one.title === title);
  if (watched === undefined) throw new Error(`${title} is not watched`);
  const samples = Array.from({ length: SAMPLES }, (_, index) => {
    const hour = (HOURS * (index + 1)) / SAMPLES;
    const steady = { rssBytes: 90e6, heapBytes: 12e6, descriptors: 170, timers: 3, others: 0 };
    return { hour, ...steady, ...change(hour, index) };
  });
  return findGrowth(samples, watched);
}

test.each([
  ["RSS", (hour: number) => ({ rssBytes: 90e6 + hour * 4e6 })],
  ["memory in use", (hour: number) => ({ heapBytes: 12e6 + hour * 1e6 })],
  ["descriptors", (hour: number) => ({ descriptors: 170 + Math.floor(hour * 5) })],
  ["timers", (hour: number) => ({ timers: 3 + Math.floor(hour) })],
  ["handles and requests", (hour: number) => ({ others: Math.floor(hour * 2) })],
])("a leak of %s is found", (title, leak) => {
  expect(growthOf(title, leak)).toMatchObject({ grows: true });
});

test("what swings, fills up at the start or jumps once is no leak", () => {
  const swing = growthOf("RSS", (_, index) => ({ rssBytes: 90e6 + (index % 7) * 5e6 }));
  expect(swing).toMatchObject({ grows: false });
  const warmUp = growthOf("RSS", (hour) => ({ rssBytes: Math.min(90e6, 30e6 + hour * 40e6) }));
  expect(warmUp).toMatchObject({ grows: false, perHour: 0 });
  const once = growthOf("descriptors", (_, index) => ({ descriptors: index === 99 ? 999 : 170 }));
  expect(once).toMatchObject({ grows: false });
});

test("what the system does not tell is no figure", () => {
  expect(growthOf("descriptors", () => ({ descriptors: undefined }))).toBeUndefined();
});
