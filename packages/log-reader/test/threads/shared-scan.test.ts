import { isCalendarDay, type CalendarDay } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { Pacer } from "../../src/pacer.ts";
import { DayFiles } from "../../src/plan/day-files.ts";
import { UpcomingDays, type PlannedDay } from "../../src/plan/planned-day.ts";
import { plannedFile } from "../../src/plan/planned-file.ts";
import { NO_CONDITIONS } from "../../src/query/conditions.ts";
import { prepareJob } from "../../src/threads/job-scan.ts";
import type { BatchResult, ScanJob } from "../../src/threads/scan-job.ts";
import type { ResultTaker } from "../../src/threads/scan-thread.ts";
import { SharedScan, type SharingThread } from "../../src/threads/shared-scan.ts";
import { logsOf } from "../folder.ts";

const TIME = { sinceMs: -Infinity, untilMs: Infinity };
const NO_NOTES = { filesOpened: 0, bytesRead: 0, linesSeen: 0, linesParsed: 0, notes: [] };
const PARTS = [1, 2, 3, 4];

/** A thread that answers when it is told to. */
class ThreadInHand implements SharingThread {
  readonly isReady = true;
  readonly tasks: { readonly part: number; readonly take: ResultTaker }[] = [];
  given = 0;
  isEnded = false;

  get waiting(): number {
    return this.tasks.length;
  }

  begin(): void {}

  scan(...[, { batch }, take]: Parameters<SharingThread["scan"]>): void {
    this.given += 1;
    this.tasks.push({ part: batch.files.at(0)?.part ?? 0, take });
  }

  end(): void {
    this.isEnded = true;
  }

  keepAlive(): void {}

  /** Answers one of the batches it was given. */
  answer(task: number, result: BatchResult | undefined): void {
    const [{ take } = { take: undefined }] = this.tasks.splice(task, 1);
    take?.(result);
  }
}

/** A result that says which part of the day it is of, and takes some memory. */
function resultOf(part: number, heldBytes = 0): BatchResult {
  const lines = {
    times: new Float64Array([part]),
    offsets: new Float64Array(1),
    files: new Uint32Array(1),
    lengths: new Uint32Array(1),
    parsed: new Uint8Array(1),
    bytes: new Uint8Array(heldBytes),
  };
  return { tally: NO_NOTES, lines, counted: undefined, rest: undefined };
}

function dayOf(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new Error(text);
  return text;
}

/** Days of four files, one in each batch; those the calling thread scans itself are not there. */
async function scanOf(
  thread: ThreadInHand,
  { days = 1, signal }: { days?: number; signal?: AbortSignal } = {},
) {
  const planned = Array.from({ length: days }, (_, at): PlannedDay => {
    const day = dayOf(`2026-11-${10 + at}`);
    const files = PARTS.map((part) => plannedFile({ log: "app", key: "app", day, part }));
    return { day, files: DayFiles.of(day, files), time: TIME, filters: new Map(), notes: NO_NOTES };
  });
  const job: ScanJob = {
    dir: logsOf([]).dir,
    conditions: NO_CONDITIONS,
    logs: ["app"],
    options: {},
    counted: undefined,
    sizes: { readBytes: 4096, batchBytes: 1000, batchFiles: 1 },
  };
  const [first, ...others] = planned;
  if (first === undefined) throw new Error("no day");
  const upcoming = new UpcomingDays(
    others.map(({ day }) => day),
    (day) => others.find((one) => one.day === day) ?? first,
  );
  const pacer = new Pacer(() => signal?.throwIfAborted());
  const pool = { take: () => [thread], giveBack: () => {}, nextJob: () => 1 };
  const options = { upcoming, pacer, signal, bytesPerFile: 1000 };
  return { scan: new SharedScan(pool, job, await prepareJob(job), options), first };
}

/** The part of each result, 0 where the calling thread found nothing. */
async function partsOf(results: AsyncIterable<BatchResult>): Promise<number[]> {
  const parts: number[] = [];
  for await (const { lines } of results) parts.push(lines?.times[0] ?? 0);
  return parts;
}

describe("a shared scan", () => {
  test("gives what threads find in the order of the files, whichever is first", async () => {
    const thread = new ThreadInHand();
    const { scan, first } = await scanOf(thread);
    const parts = partsOf(scan.day(first));
    expect(thread.tasks.map(({ part }) => part)).toEqual([1, 2, 3]);
    thread.answer(1, resultOf(2));
    thread.answer(0, resultOf(1));
    while (thread.tasks.length > 0) thread.answer(0, resultOf(thread.tasks[0]?.part ?? 0));
    const found = await parts;
    expect(found).toHaveLength(PARTS.length);
    expect(found.slice(0, 2)).toEqual([1, 2]);
    expect(found.every((part, at) => part === 0 || part === at + 1)).toBe(true);
    scan.close();
    expect(thread.isEnded).toBe(true);
  });

  test("does itself what a thread cannot", async () => {
    const thread = new ThreadInHand();
    const { scan, first } = await scanOf(thread);
    const parts = partsOf(scan.day(first));
    Object.assign(thread, { isReady: false });
    while (thread.tasks.length > 0) thread.answer(0, undefined);
    expect(await parts).toEqual([0, 0, 0, 0]);
  });

  test("ends at once while it waits for a thread", async () => {
    const abort = new AbortController();
    const thread = new ThreadInHand();
    const { scan, first } = await scanOf(thread, { signal: abort.signal });
    const parts = partsOf(scan.day(first));
    setTimeout(() => abort.abort(new Error("enough")), 20);
    await expect(parts).rejects.toThrow("enough");
    expect(thread.tasks.length).toBeGreaterThan(0);
  });

  test("goes ahead over days only as far as memory allows", async () => {
    for (const [heldBytes, least, most] of [
      [0, 60, 80],
      [3_000_000, 2, 8],
    ] as const) {
      const thread = new ThreadInHand();
      const { scan, first } = await scanOf(thread, { days: 20 });
      const results = scan.day(first);
      const next = results.next();
      // Answers whatever it gets, while nobody takes more than the first result.
      while (thread.tasks.length > 0) {
        thread.answer(0, resultOf(thread.tasks[0]?.part ?? 0, heldBytes));
      }
      expect((await next).value).toMatchObject({ lines: { times: new Float64Array([1]) } });
      expect(thread.given).toBeGreaterThanOrEqual(least);
      expect(thread.given).toBeLessThanOrEqual(most);
      scan.close();
    }
  });
});
