import { LOG_KINDS, isCalendarDay } from "@org/log-core";
import { expect, test } from "vitest";
import { DayFiles } from "../../src/plan/day-files.ts";
import { plannedFile } from "../../src/plan/planned-file.ts";
import { BatchCutter } from "../../src/threads/batch-cutter.ts";
import { BatchUnpacker } from "../../src/threads/batch-unpacker.ts";
import { packBatch } from "../../src/threads/pack-batch.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");
const FILES = LOG_KINDS.flatMap((log) =>
  (log === "whatsapp" ? ["111", "120363025246125486@g.us", "US.aB"] : [log]).flatMap((key) =>
    [undefined, "web1"].flatMap((instance) =>
      [1, 2].map((part) => plannedFile({ log, key, day, instance, part })),
    ),
  ),
);
const OF_DAY = DayFiles.of(day, FILES);

test("files cut into batches and packed are the same files, in order, folder by folder", () => {
  const unpacker = new BatchUnpacker();
  for (const batchFiles of [1, 2, 3, 100]) {
    const cutter = new BatchCutter(OF_DAY, { readBytes: 1, batchBytes: 1000, batchFiles });
    const unpacked: unknown[] = [];
    for (let batch = cutter.next(1); batch !== undefined; batch = cutter.next(1)) {
      expect(batch.firstNumber).toBe(unpacked.length);
      expect(batch.files.length).toBeLessThanOrEqual(batchFiles);
      unpacked.push(...unpacker.unpack(packBatch(batch)).files);
    }
    expect(unpacked).toEqual(FILES);
  }
});

test("batches hold about as many bytes as they are to", () => {
  const cutter = new BatchCutter(OF_DAY, { readBytes: 1, batchBytes: 1000, batchFiles: 100 });
  expect(cutter.next(400)?.files).toHaveLength(3);
  expect(cutter.next(1_000_000)?.files).toHaveLength(1);
});
