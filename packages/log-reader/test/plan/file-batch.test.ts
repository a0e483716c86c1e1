import { isCalendarDay } from "@org/log-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DayFiles } from "../../src/plan/day-files.ts";
import { batchesOfRest, type FileBatch } from "../../src/plan/file-batch.ts";
import { plannedFile } from "../../src/plan/planned-file.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");
const FILES = [1, 2, 3, 4].map((part) => plannedFile({ log: "app", key: "app", day, part }));
const BATCH: FileBatch = { files: DayFiles.of(day, FILES), firstNumber: 7, stretch: undefined };

test("what is left of a batch are the files from there on", () => {
  const [batch, ...others] = batchesOfRest(BATCH, { at: 1, stretch: undefined }, 10);
  expect([...(batch?.files ?? [])]).toEqual(FILES.slice(1));
  expect(batch).toMatchObject({ firstNumber: 8, stretch: undefined });
  expect(others).toEqual([]);
});

test("a file that was begun is cut, without a gap, before the files after it", () => {
  fc.assert(
    fc.property(
      fc.nat(3),
      fc.nat(1000),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 300 }),
      (at, from, bytes, stretchBytes) => {
        const stretch = { from, to: from + bytes };
        const batches = batchesOfRest(BATCH, { at, stretch }, stretchBytes);
        let position = from;
        const stretches = batches.filter((batch) => batch.stretch !== undefined);
        for (const batch of stretches) {
          expect([...batch.files]).toEqual([FILES[at]]);
          expect(batch.firstNumber).toBe(7 + at);
          expect(batch.stretch?.from).toBe(position);
          position = batch.stretch?.to ?? Number.NaN;
          expect(position - (batch.stretch?.from ?? 0)).toBeLessThanOrEqual(stretchBytes);
        }
        expect(position).toBe(stretch.to);
        const others = batches.slice(stretches.length);
        expect(others.flatMap(({ files }) => [...files])).toEqual(FILES.slice(at + 1));
        expect(others.every(({ firstNumber }) => firstNumber === 8 + at)).toBe(true);
      },
    ),
  );
});
