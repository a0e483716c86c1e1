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
    const index = new LineIndex(1000);
    for (let line = 0; line < 100; line += 1) add(index, line, "x".repeat(100));
    expect(index.isKept).toBe(false);
    expect(index.totalBytes).toBe(10_000);
    expect(index.bytes.length).toBeLessThan(100_000);
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
