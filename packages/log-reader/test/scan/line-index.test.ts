import { describe, expect, test } from "vitest";
import { LineIndex } from "../../src/scan/line-index.ts";

function add(index: LineIndex, line: number, text: string, isParsed = false): void {
  const time = "2026-11-23T10:15:30.123Z";
  index.add({
    timeMs: line * 10,
    file: line % 3,
    offset: line * 1e10,
    // Lines stand among others.
    block: Buffer.from(`one\n${text}\ntwo`),
    start: 4,
    end: 4 + Buffer.byteLength(text),
    entry: isParsed ? { level: "info", time, msg: text } : undefined,
  });
}

function kept(index: LineIndex, line: number): string {
  const start = index.starts[line] ?? 0;
  return index.bytes.toString("utf8", start, start + (index.lengths[line] ?? 0));
}

describe("the index of a day", () => {
  test("holds every line's place, time and bytes, however many there are", () => {
    const index = new LineIndex();
    for (let line = 0; line < 10_000; line += 1) add(index, line, `line ${line}`, line % 2 === 0);
    expect(index.count).toBe(10_000);
    expect(index.isKept).toBe(true);
    for (const line of [0, 1, 255, 256, 9999]) {
      expect(kept(index, line)).toBe(`line ${line}`);
      expect(index.times[line]).toBe(line * 10);
      expect(index.offsets[line]).toBe(line * 1e10);
      expect(index.files[line]).toBe(line % 3);
      expect(index.parsed[line]).toBe(line % 2 === 0 ? 1 : 0);
      expect(index.entry(line)?.msg).toBe(line % 2 === 0 ? `line ${line}` : undefined);
    }
  });

  test("keeps the bytes of no more than its limit", () => {
    const index = new LineIndex({ first: 1000, perFile: 0 });
    for (let line = 0; line < 100; line += 1) add(index, line, "x".repeat(100));
    expect(index.isKept).toBe(false);
    expect(index.totalBytes).toBe(10_000);
    expect(index.bytes.length).toBeLessThan(100_000);
  });

  test("keeps more of many files, and once it was too much nothing more", () => {
    const lines = (count: number): LineIndex => {
      const index = new LineIndex({ first: 100, perFile: 50 });
      // Every line is of another file than the one before.
      for (let line = 0; line < count; line += 1) add(index, line, "x".repeat(60));
      return index;
    };
    // 600 of at most 100 and 10 times 50.
    expect(lines(10).isKept).toBe(true);
    const index = lines(11);
    expect(index.isKept).toBe(false);
    for (let line = 11; line < 100; line += 1) add(index, line, "x");
    expect(index.totalBytes).toBeLessThan(100 + 100 * 50);
    expect(index.isKept).toBe(false);
    index.clear();
    add(index, 0, "again");
    expect(index.isKept).toBe(true);
  });

  test("keeps no more than 32 MiB, however many files there are", () => {
    const index = new LineIndex({ first: 0, perFile: 2 ** 30 });
    const text = "x".repeat(1024 * 1024);
    for (let line = 0; line < 32; line += 1) add(index, line, text);
    expect(index.isKept).toBe(true);
    add(index, 32, "x");
    expect(index.isKept).toBe(false);
  });

  test("counts the files of another index that it appends", () => {
    const part = new LineIndex();
    for (let line = 0; line < 9; line += 1) add(part, line, "x".repeat(60));
    const index = new LineIndex({ first: 90, perFile: 50 });
    index.append(part.part());
    expect(index.isKept).toBe(true);
    expect(kept(index, 8)).toBe("x".repeat(60));
    add(index, 8, "x".repeat(60));
    expect(index.isKept).toBe(false);
  });

  test("keeps the entries of the first lines only", () => {
    const index = new LineIndex();
    const text = "x".repeat(1_000_000);
    for (let line = 0; line < 5; line += 1) add(index, line, text, true);
    expect(index.entry(0)).toBeDefined();
    expect(index.entry(4)).toBeUndefined();
  });

  test("is empty after it was cleared", () => {
    const index = new LineIndex();
    add(index, 1, "one", true);
    index.clear();
    add(index, 2, "two");
    expect(index.count).toBe(1);
    expect(index.entry(0)).toBeUndefined();
    expect(kept(index, 0)).toBe("two");
  });
});
