import { isCalendarDay } from "@org/log-core";
import { fileTree } from "@org/test-kit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plannedFile } from "../../src/plan/planned-file.ts";
import { GONE, LineIndex } from "../../src/scan/line-index.ts";
import { LineLoader } from "../../src/source/line-loader.ts";
import { failSystem } from "./failing-system.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");
const FILES = [1, 2, 3].map((part) => plannedFile({ log: "app", key: "app", day, part }));

/** Places of lines: their file, where they begin, and how long they are. */
type Place = readonly [file: number, offset: number, length: number];

function indexOf(places: readonly Place[]): LineIndex {
  // Keeps nothing, as if the day were too large.
  const index = new LineIndex({ first: -1, perFile: 0 });
  for (const [file, offset, length] of places) {
    const line = { block: Buffer.alloc(length), start: 0, end: length };
    index.add({ timeMs: 0, file, offset, ...line, entry: undefined });
  }
  return index;
}

async function load(dir: string, places: readonly Place[], lines = places.map((_, line) => line)) {
  const index = indexOf(places);
  const counts = { filesOpened: 0, bytesRead: 0 };
  let steps = 0;
  await new LineLoader(dir, counts).load(index, FILES, Uint32Array.from(lines), () => {
    steps += 1;
    return Promise.resolve();
  });
  const texts = lines.map((line) => {
    const start = index.starts[line] ?? GONE;
    return start === GONE
      ? undefined
      : index.bytes.toString("latin1", start, start + (index.lengths[line] ?? 0));
  });
  return { texts, counts, steps };
}

/** Bytes that say where they are. */
const content = Array.from({ length: 5000 }, (_, n) => String(n * 8).padStart(8, "0")).join("");

describe("lines read again", () => {
  test("are the bytes at their places", async () => {
    const dir = fileTree({
      [FILES[0]?.path ?? ""]: content,
      [FILES[1]?.path ?? ""]: content.toUpperCase(),
    });
    // Ten bytes apart and at most ten long: lines of a file neither overlap nor are empty.
    const place = fc.tuple(
      fc.nat({ max: 1 }),
      fc.nat({ max: 3900 }),
      fc.integer({ min: 1, max: 10 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(place), async (some) => {
        // Lines of a file follow each other, and may lie far apart.
        const places = some
          .map(([file, at, length]): Place => [file, at * 10, length])
          .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
          .filter(
            ([file, at], n, all) => n === 0 || all[n - 1]?.[0] !== file || all[n - 1]?.[1] !== at,
          );
        const { texts } = await load(dir, places);
        expect(texts).toEqual(
          places.map(([, offset, length]) => content.slice(offset, offset + length)),
        );
      }),
      { numRuns: 200 },
    );
  });

  test("are read together if they are near, and not what lies far between", async () => {
    const large = "x".repeat(1_000_000);
    const dir = fileTree({ [FILES[0]?.path ?? ""]: large });
    const { counts, steps } = await load(dir, [
      [0, 0, 100],
      [0, 200, 100],
      [0, 900_000, 100],
    ]);
    expect(counts).toEqual({ filesOpened: 1, bytesRead: 400 });
    expect(steps).toBe(1);
  });

  test("are only those asked for", async () => {
    const dir = fileTree({ [FILES[0]?.path ?? ""]: content, [FILES[2]?.path ?? ""]: content });
    const places: Place[] = [
      [0, 0, 8],
      [0, 8, 8],
      [2, 16, 8],
    ];
    const { texts, counts } = await load(dir, places, [1, 2]);
    expect(texts).toEqual(["00000008", "00000016"]);
    expect(counts.filesOpened).toBe(2);
  });

  test("have gone with their file, or with its end", async () => {
    const dir = fileTree({
      [FILES[0]?.path ?? ""]: content.slice(0, 12),
      [FILES[2]?.path ?? ""]: content,
    });
    const { texts } = await load(dir, [
      [0, 0, 8],
      [0, 8, 8],
      [1, 0, 8],
      [2, 0, 8],
    ]);
    expect(texts).toEqual(["00000000", undefined, undefined, "00000000"]);
  });

  test("have gone if reading fails", async () => {
    const dir = fileTree({ [FILES[0]?.path ?? ""]: content });
    failSystem("readSync", "EIO");
    expect((await load(dir, [[0, 0, 8]])).texts).toEqual([undefined]);
  });
});
