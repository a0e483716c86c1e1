import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineWindow } from "../../src/scan/line-window.ts";

interface Line {
  readonly offset: number;
  readonly text: string;
}

/** Reads `file` through a window, at most `step` bytes at a time. */
function readLines(
  window: LineWindow,
  file: Buffer,
  step: number,
): { lines: Line[]; tail: Line | undefined } {
  const lines: Line[] = [];
  let tail: Line | undefined;
  window.begin();
  while (window.position < file.length) {
    const target = window.free().subarray(0, step);
    const count = file.copy(target, 0, window.position);
    const block = window.take(count);
    if (block !== undefined) lines.push(...split(block.bytes, block.offset));
  }
  const rest = window.rest();
  if (rest !== undefined) tail = { offset: rest.offset, text: rest.bytes.toString("latin1") };
  return { lines, tail };
}

function split(bytes: Buffer, offset: number): Line[] {
  expect(bytes.at(-1)).toBe(0x0a);
  let at = offset;
  return bytes
    .subarray(0, -1)
    .toString("latin1")
    .split("\n")
    .map((text) => {
      const line = { offset: at, text };
      at += text.length + 1;
      return line;
    });
}

const file = fc
  .array(
    fc.oneof(
      fc.constant("\n"),
      fc.string({ maxLength: 12 }),
      fc.string({ minLength: 20, maxLength: 80 }),
    ),
  )
  .map((parts) => Buffer.from(parts.join(""), "latin1"));

describe("blocks of whole lines", () => {
  test("are the same however the bytes were cut", () => {
    // One window for all files: nothing of one may be left in the next.
    const window = new LineWindow(16);
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 40 }), (bytes, step) => {
        const text = bytes.toString("latin1");
        const { lines, tail } = readLines(window, bytes, step);
        const expected = text.split("\n");
        const last = expected.pop() ?? "";
        expect(lines.map((line) => line.text)).toEqual(expected);
        expect(tail?.text ?? "").toBe(last);
        for (const line of [...lines, ...(tail ? [tail] : [])]) {
          expect(text.startsWith(line.text, line.offset)).toBe(true);
          expect(line.offset === 0 || text[line.offset - 1] === "\n").toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("pass over a line that is too long to be held, and say where it began", () => {
    const window = new LineWindow(8, 100);
    const long = "x".repeat(500);
    const { lines, tail } = readLines(window, Buffer.from(`one\n${long}\ntwo\nthree`), 7);
    expect(lines.map(({ text }) => text)).toEqual(["one", "two"]);
    expect(tail?.text).toBe("three");
    expect(window.overlong).toEqual([4]);
  });

  test("pass over a last line that is too long", () => {
    const window = new LineWindow(8, 100);
    const { lines, tail } = readLines(window, Buffer.from(`one\n${"x".repeat(500)}`), 8);
    expect(lines.map(({ text }) => text)).toEqual(["one"]);
    expect(tail).toBeUndefined();
    expect(window.overlong).toEqual([4]);
  });

  test("hold a line of many reads without reading it many times", () => {
    const window = new LineWindow(1024);
    const long = "x".repeat(10_000_000);
    const { lines } = readLines(window, Buffer.from(`${long}\n`), Infinity);
    expect(lines).toEqual([{ offset: 0, text: long }]);
  });
});
