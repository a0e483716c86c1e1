import { describe, expect, test } from "vitest";
import { ClosedEnds, type FileState } from "../../src/append/closed-ends.ts";

const STATE: FileState = { ino: 7, size: 100, ctimeMs: 1_764_000_000_000.25 };

describe("a file that was closed with a line feed at its end", () => {
  test("is known while it is the same", () => {
    const ends = new ClosedEnds();
    expect(ends.has(STATE)).toBe(false);
    ends.add(STATE);
    expect(ends.has({ ...STATE })).toBe(true);
  });

  test.each<[string, Partial<FileState>]>([
    ["another file", { ino: 8 }],
    ["appended to", { size: 101 }],
    ["cut", { size: 99 }],
    ["cut and filled up again", { ctimeMs: STATE.ctimeMs + 0.25 }],
  ])("is not known when it is %s", (_name, change) => {
    const ends = new ClosedEnds();
    ends.add(STATE);
    expect(ends.has({ ...STATE, ...change })).toBe(false);
  });

  test("is known as it was closed last", () => {
    const ends = new ClosedEnds();
    ends.add(STATE);
    ends.add({ ...STATE, size: 200 });
    expect([ends.has(STATE), ends.has({ ...STATE, size: 200 })]).toEqual([false, true]);
  });
});

test("of more than 16,384 files the ones closed first are forgotten", () => {
  const ends = new ClosedEnds();
  for (let ino = 0; ino < 16_384; ino += 1) ends.add({ ...STATE, ino });
  expect(ends.has({ ...STATE, ino: 0 })).toBe(true);
  ends.add({ ...STATE, ino: 16_384 });
  // One that is there already takes nobody's place.
  ends.add({ ...STATE, ino: 16_384 });
  const known = [0, 1, 16_383, 16_384].map((ino) => ends.has({ ...STATE, ino }));
  expect(known).toEqual([false, true, true, true]);
});
