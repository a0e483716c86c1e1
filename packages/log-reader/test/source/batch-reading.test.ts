import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { isCalendarDay, type CalendarDay, type LogKind } from "@org/log-core";
import { fileTree } from "@org/test-kit";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Needle } from "../../src/filter/needle.ts";
import { DayFiles } from "../../src/plan/day-files.ts";
import { wholeDay } from "../../src/plan/file-batch.ts";
import { plannedFile, type PlannedFile } from "../../src/plan/planned-file.ts";
import { QueryCounts } from "../../src/query-counts.ts";
import type { LineBlock } from "../../src/scan/line-window.ts";
import { readBatch } from "../../src/source/batch-reading.ts";
import type { BlockSink } from "../../src/source/block-sink.ts";
import { FileScan, type FileScanOptions } from "../../src/source/file-scan.ts";
import { breakReadsAt, failSystem } from "./failing-system.ts";

function dayOf(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new Error(text);
  return text;
}

const DAY = dayOf("2026-11-23");
const WORD = "needle";
const NEEDLE: Needle = {
  finders: [(block, from) => block.indexOf(WORD, from), (block, from) => block.indexOf("#", from)],
  cost: 1,
  text: WORD,
};

/** Takes note of the lines that hold the needle. */
class LinesWithNeedle implements BlockSink {
  readonly needle: Needle | undefined;
  readonly found: [file: number, offset: number, line: string][] = [];
  #number = 0;

  constructor(needle: Needle | undefined = NEEDLE) {
    this.needle = needle;
  }

  begin(_: PlannedFile, number: number): void {
    this.#number = number;
  }

  scan({ bytes, offset }: LineBlock): Promise<void> {
    this.found.push(...linesWithNeedle(bytes.toString("latin1"), this.#number, offset));
    return Promise.resolve();
  }
}

function linesWithNeedle(text: string, file: number, offset = 0): [number, number, string][] {
  const found: [number, number, string][] = [];
  let begin = offset;
  for (const line of text.split("\n")) {
    if (/needle|#/.test(line)) found.push([file, begin, line]);
    begin += line.length + 1;
  }
  return found;
}

function folderOf(contents: readonly (string | undefined)[]) {
  const files = contents.map((_, at) =>
    plannedFile({ log: "whatsapp", key: String(100 + at), day: DAY, part: 1 }),
  );
  const dir = fileTree(
    Object.fromEntries(files.map(({ path }, at) => [path, contents[at] ?? ""] as const)),
  );
  for (const [at, { path }] of files.entries()) {
    if (contents[at] === undefined) rmSync(join(dir, path));
  }
  return { dir, files };
}

function readAll(
  { dir, files }: ReturnType<typeof folderOf>,
  sink: BlockSink,
  options?: FileScanOptions,
) {
  const counts = new QueryCounts();
  const sinks = new Map<LogKind, BlockSink>([["whatsapp", sink]]);
  let batch = wholeDay(DayFiles.of(DAY, files));
  const scan = new FileScan(dir, counts, options);
  for (;;) {
    const steps = readBatch(scan, batch, sinks);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    if (step.value === undefined) return counts;
    const { at, stretch } = step.value;
    batch = { files: batch.files.range(at), firstNumber: batch.firstNumber + at, stretch };
  }
}

function reportOf(counts: QueryCounts) {
  const days = { firstDay: undefined, lastDay: undefined };
  return counts.report({ ...days, timeZone: "UTC", elapsedMs: 0, plan: [] }, () => 1);
}

describe("small files", () => {
  test("give the lines that hold a needle, as when each is read alone, whatever their sizes", () => {
    const line = fc.constantFrom("", "a line", "needle", "one # more", "x".repeat(90), "{}");
    const content = fc
      .tuple(fc.array(line, { maxLength: 8 }), fc.boolean())
      .map(([lines, isEnded]) => lines.join("\n") + (isEnded && lines.length > 0 ? "\n" : ""));
    const contents = fc.array(fc.option(content, { nil: undefined, freq: 8 }), { maxLength: 12 });
    fc.assert(
      fc.property(contents, fc.integer({ min: 16, max: 400 }), (texts, readBytes) => {
        const folder = folderOf(texts);
        const expected = texts.flatMap((text, at) => linesWithNeedle(text ?? "", at));
        for (const sink of [new LinesWithNeedle(), new LinesWithNeedle(undefined)]) {
          const counts = readAll(folder, sink, { readBytes, maxStretchBytes: 300 });
          expect(sink.found).toEqual(expected);
          expect(counts.filesOpened).toBe(texts.filter((text) => text !== undefined).length);
        }
        rmSync(folder.dir, { recursive: true });
      }),
    );
  });

  test("without the needle are not given, those with it in their order", () => {
    const folder = folderOf(["a\n", "needle\n", "b\n", "#\nneedle\n", "c\n"]);
    const sink = new LinesWithNeedle();
    const begin = vi.spyOn(sink, "begin");
    const scan = vi.spyOn(sink, "scan");
    const counts = readAll(folder, sink);
    expect(begin.mock.calls.map(([, number]) => number)).toEqual([1, 3]);
    expect(scan).toHaveBeenCalledTimes(2);
    expect(counts).toMatchObject({ filesOpened: 5, bytesRead: 2 + 7 + 2 + 9 + 2 });
  });

  test("are read with one call each, and are not asked for their size", () => {
    const folder = folderOf(Array.from({ length: 20 }, (_, at) => `line ${at}\n`));
    // Would be noted as unreadable, and a second read of one as more bytes.
    failSystem("fstatSync", "EIO");
    const counts = readAll(folder, new LinesWithNeedle());
    expect(counts).toMatchObject({ filesOpened: 20, bytesRead: 10 * 7 + 10 * 8 });
    expect(reportOf(counts).unreadable).toBe(0);
  });

  test("that a link has replaced, or that a disk cuts short, are noted", () => {
    const folder = folderOf(["needle\n", `${"x".repeat(5000)}\nneedle\n`, "needle\n"]);
    const [first] = folder.files;
    if (first === undefined) throw new Error("no file");
    rmSync(join(folder.dir, first.path));
    symlinkSync("101.log", join(folder.dir, first.path));
    breakReadsAt(4096, "EIO");
    const sink = new LinesWithNeedle();
    const counts = readAll(folder, sink);
    expect(sink.found).toEqual([[2, 0, "needle"]]);
    const report = reportOf(counts);
    expect(report.foreignFiles).toBe(1);
    expect(report.unreadableFiles).toEqual([{ file: folder.files[1]?.path, code: "EIO" }]);
  });

  test("are not read on while what a sink said is waited for", () => {
    const folder = folderOf(["needle 1\n", "needle 2\n"]);
    const sink = new LinesWithNeedle();
    const sinks = new Map<LogKind, BlockSink>([["whatsapp", sink]]);
    const scan = new FileScan(folder.dir, new QueryCounts());
    const steps = readBatch(scan, wholeDay(DayFiles.of(DAY, folder.files)), sinks);
    expect(steps.next().value).toBeInstanceOf(Promise);
    expect(sink.found).toHaveLength(1);
    steps.return(undefined);
    // What is left when a batch is not read to its end is in no other one.
    expect(scan.pack.isEmpty).toBe(true);
  });

  test("that fill what room there is to the end of a line are read to their own end", () => {
    const folder = folderOf(["a\n", `${"x".repeat(97)}\nneedle\n`]);
    const sink = new LinesWithNeedle();
    readAll(folder, sink, { readBytes: 100 });
    expect(sink.found).toEqual([[1, 98, "needle"]]);
  });

  test("are not begun where the last one would not have fitted", () => {
    const folder = folderOf(Array.from({ length: 6 }, () => `${"x".repeat(59)}\n`));
    const counts = readAll(folder, new LinesWithNeedle(), { readBytes: 100 });
    expect(counts.bytesRead).toBe(6 * 60);
  });

  test("are expected behind small ones, and large files behind a large one", () => {
    const folder = folderOf(Array.from({ length: 4 }, () => `${"x".repeat(149)}\n`));
    const counts = readAll(folder, new LinesWithNeedle(), { readBytes: 100 });
    // The first is read into what room there is, which is too little.
    expect(counts.bytesRead).toBe(100 + 4 * 150);
  });

  test("of different logs are searched for what is looked for in each", () => {
    const [app, requests] = (["app", "requests"] as const).map((log) =>
      plannedFile({ log, key: log, day: DAY, part: 1 }),
    );
    if (app === undefined || requests === undefined) throw new Error("no files");
    const text = "needle\n#\n";
    const dir = fileTree({ [app.path]: text, [requests.path]: "#\n" });
    const inApp = new LinesWithNeedle();
    const isNone: Needle = { finders: [() => -1], cost: 1, text: "" };
    const inRequests = new LinesWithNeedle(isNone);
    const sinks = new Map<LogKind, BlockSink>([
      ["app", inApp],
      ["requests", inRequests],
    ]);
    const scan = new FileScan(dir, new QueryCounts());
    const steps = readBatch(scan, wholeDay(DayFiles.of(DAY, [app, requests])), sinks);
    expect([...steps]).toHaveLength(3);
    expect(inApp.found).toEqual(linesWithNeedle(text, 0));
    expect(inRequests.found).toEqual([]);
  });

  test("let others run, however small they are", () => {
    const { dir, files } = folderOf(Array.from({ length: 600 }, () => "a\n"));
    const sinks = new Map<LogKind, BlockSink>([["whatsapp", new LinesWithNeedle()]]);
    const scan = new FileScan(dir, new QueryCounts());
    expect([...readBatch(scan, wholeDay(DayFiles.of(DAY, files)), sinks)]).toHaveLength(3);
  });

  test.each([
    { bytes: 12, readBytes: 100, at: 3 },
    // Only four have room at a time.
    { bytes: 27, readBytes: 25, at: 6 },
    { bytes: 50, readBytes: 25, at: undefined },
  ])("are left when $bytes bytes have been read", ({ bytes, readBytes, at }) => {
    const { dir, files } = folderOf(Array.from({ length: 10 }, () => "1234\n"));
    const sinks = new Map<LogKind, BlockSink>([["whatsapp", new LinesWithNeedle()]]);
    const scan = new FileScan(dir, new QueryCounts(), { readBytes });
    const steps = readBatch(scan, wholeDay(DayFiles.of(DAY, files)), sinks, bytes);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value?.at).toBe(at);
  });
});
