import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isCalendarDay } from "@org/log-core";
import { fileTree } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { plannedFile, type PlannedFile } from "../../src/plan/planned-file.ts";
import type { LineBlock } from "../../src/scan/line-window.ts";
import { QueryCounts } from "../../src/query-counts.ts";
import { FileScan } from "../../src/source/file-scan.ts";
import { breakReadsAt, failSystem } from "./failing-system.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");
const FILE = plannedFile({ log: "app", key: "app", day, part: 1 });

function scanOf(content: string) {
  const dir = fileTree({ [FILE.path]: content });
  const counts = new QueryCounts();
  return { dir, counts, scan: new FileScan(dir, counts) };
}

function* blocks(scan: FileScan, file: PlannedFile = FILE): Generator<LineBlock> {
  scan.begin(file);
  for (let block = scan.next(); block !== undefined; block = scan.next()) yield block;
}

function frame(counts: QueryCounts) {
  return counts.report(
    { timeZone: "UTC", firstDay: undefined, lastDay: undefined, elapsedMs: 0, plan: [] },
    () => 1,
  );
}

describe("the blocks of a file", () => {
  test("are all its bytes, the last line marked if it is not ended", () => {
    const content = `${"a line of some length\n".repeat(200_000)}tail`;
    const { counts, scan } = scanOf(content);
    let text = "";
    const tails: boolean[] = [];
    for (const block of blocks(scan)) {
      expect(block.offset).toBe(text.length);
      text += block.bytes.toString("latin1");
      tails.push(block.isTail);
    }
    expect(text).toBe(content);
    expect(tails.filter(Boolean)).toHaveLength(1);
    expect(tails.at(-1)).toBe(true);
    expect(counts).toMatchObject({ filesOpened: 1, bytesRead: content.length });
  });

  test("are none for a file that has gone or cannot be read", () => {
    const { dir, counts, scan } = scanOf("x\n");
    const other = plannedFile({ ...FILE, part: 2 });
    expect([...blocks(scan, other)]).toEqual([]);
    expect(frame(counts)).toMatchObject({ unreadable: 0, filesOpened: 0 });
    failSystem("openSync", "EACCES", "app.log");
    expect([...blocks(new FileScan(dir, counts))]).toEqual([]);
    expect(frame(counts).unreadableFiles).toEqual([{ file: FILE.path, code: "EACCES" }]);
  });

  test("end where reading fails", () => {
    const { counts, scan } = scanOf("x\n");
    failSystem("readSync", "EIO");
    expect([...blocks(scan)]).toEqual([]);
    expect(frame(counts).unreadableFiles).toEqual([{ file: FILE.path, code: "EIO" }]);
  });

  test("end where a disk fails within a line, which is said", () => {
    const { counts, scan } = scanOf("one\ntwo\nthree\n");
    breakReadsAt(6, "EIO");
    expect(Array.from(blocks(scan), ({ bytes }) => bytes.toString())).toEqual(["one\n", "tw"]);
    expect(frame(counts).unreadableFiles).toEqual([{ file: FILE.path, code: "EIO" }]);
  });

  test("end where a disk fails between two lines, which is said", () => {
    const { counts, scan } = scanOf("sixteen bytes..\n".repeat(1024));
    breakReadsAt(4096, "EIO");
    const bytes = Array.from(blocks(scan), (block) => block.bytes.length);
    expect(bytes).toEqual([4096]);
    expect(frame(counts).unreadableFiles).toEqual([{ file: FILE.path, code: "EIO" }]);
  });

  test("end where the file ended when it was opened", () => {
    const { dir, scan } = scanOf("one\n".repeat(500_000));
    let bytes = 0;
    for (const block of blocks(scan)) {
      // As fast a writer as there can be: it doubles the file whenever a block is read.
      if (bytes === 0)
        writeFileSync(join(dir, FILE.path), "two\n".repeat(2_000_000), { flag: "a" });
      bytes += block.bytes.length;
    }
    expect(bytes).toBeLessThan(2_000_000 + 2 * 1024 * 1024);
  });

  test.each([0, 1, 63, 64, 65, 128, 1000])(
    "are all of %i bytes, and no more is asked for",
    (size) => {
      const content = "x".repeat(Math.max(0, size - 1)) + (size > 0 ? "\n" : "");
      const dir = fileTree({ [FILE.path]: content });
      for (const maxStretchBytes of [16, 64, Infinity]) {
        const counts = new QueryCounts();
        const scan = new FileScan(dir, counts, { readBytes: 64, maxStretchBytes });
        expect(Array.from(blocks(scan), ({ bytes }) => bytes.toString()).join("")).toBe(content);
        expect(scan.left).toEqual(
          size > maxStretchBytes ? { from: maxStretchBytes, to: size } : undefined,
        );
        expect(counts.filesOpened).toBe(1);
        expect(counts.bytesRead).toBe(size);
      }
    },
  );

  test("are all of a small file without asking for its size", () => {
    const { scan } = scanOf("one\ntwo\n");
    failSystem("fstatSync", "EIO");
    expect(Array.from(blocks(scan), ({ bytes }) => bytes.toString())).toEqual(["one\ntwo\n"]);
  });

  test("go on where what is read at first ends with a line", () => {
    const content = "sixteen bytes..\n".repeat(4);
    const { dir, counts } = scanOf(content);
    const whole = new FileScan(dir, counts, { readBytes: 16 });
    expect(Array.from(blocks(whole), ({ bytes }) => bytes.toString()).join("")).toBe(content);
    const part = new FileScan(dir, counts, { maxStretchBytes: 16 });
    expect(Array.from(blocks(part), ({ bytes }) => bytes.toString())).toEqual([
      "sixteen bytes..\n",
    ]);
    expect(part.left).toEqual({ from: 16, to: 64 });
  });

  test("are none where something else has come in the file's place", () => {
    const { dir, counts, scan } = scanOf("x\n");
    rmSync(join(dir, FILE.path));
    mkdirSync(join(dir, FILE.path));
    expect([...blocks(scan)]).toEqual([]);
    expect(frame(counts)).toMatchObject({ foreignFiles: 1, unreadable: 0 });
    rmSync(join(dir, FILE.path), { recursive: true });
    execFileSync("mkfifo", [join(dir, FILE.path)]);
    expect([...blocks(scan)]).toEqual([]);
    const second = plannedFile({ ...FILE, part: 2 });
    symlinkSync("app.log", join(dir, second.path));
    expect([...blocks(scan, second)]).toEqual([]);
    expect(frame(counts)).toMatchObject({ foreignFiles: 3, unreadable: 0 });
  });

  test("end when the scan is closed", () => {
    const { scan } = scanOf("one\n".repeat(1_000_000));
    let count = 0;
    for (const block of blocks(scan)) {
      expect(block.bytes.length).toBeGreaterThan(0);
      count += 1;
      scan.close();
    }
    expect(count).toBe(1);
  });
});
