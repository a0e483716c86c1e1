import { systemErrorCode } from "@org/log-core";
import type { DayFiles } from "../plan/day-files.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import { GONE, type LineIndex } from "../scan/line-index.ts";
import { openLogFile, type LogFile } from "./log-file.ts";

/** What reading lines again costs. */
export interface LoadCounts {
  filesOpened: number;
  bytesRead: number;
}

/** Lines this near to each other are read in one go, what lies between them included. */
const MAX_GAP_BYTES = 16 * 1024;
const MAX_READ_BYTES = 1024 * 1024;

/**
 * Reads found lines again, those of one file together, and puts their bytes into the index. Lines
 * that cannot be read any more are marked as gone: whoever removed them meant it.
 */
export class LineLoader {
  readonly #dir: string;
  readonly #counts: LoadCounts;
  #scratch: Buffer = Buffer.alloc(0);

  constructor(dir: string, counts: LoadCounts) {
    this.#dir = dir;
    this.#counts = counts;
  }

  /**
   * @param lines - In the order in which they were found: by file, then by offset.
   * @param step - Called between files.
   */
  async load(
    index: LineIndex,
    files: Pick<DayFiles, "at">,
    lines: Uint32Array,
    step: () => Promise<void>,
  ): Promise<void> {
    makeRoom(index, lines);
    let from = 0;
    while (from < lines.length) {
      const number = index.files[lines[from] ?? 0];
      let to = from + 1;
      while (to < lines.length && index.files[lines[to] ?? 0] === number) to += 1;
      const file = files.at(number ?? 0);
      if (file !== undefined) this.#loadFile(index, file, lines.subarray(from, to));
      from = to;
      await step();
    }
  }

  #loadFile(index: LineIndex, { path }: PlannedFile, lines: Uint32Array): void {
    const opened = openLogFile(`${this.#dir}/${path}`);
    if (opened.kind !== "open") {
      markGone(index, lines);
      return;
    }
    this.#counts.filesOpened += 1;
    try {
      for (const group of groupsOf(index, lines)) this.#loadGroup(index, opened.file, group);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      markGone(index, lines);
    } finally {
      opened.file.close();
    }
  }

  #loadGroup(index: LineIndex, file: LogFile, lines: Uint32Array): void {
    const begin = index.offsets[lines[0] ?? 0] ?? 0;
    const bytes = this.#room(endOf(index, lines.at(-1) ?? 0) - begin);
    const count = file.read(bytes, begin);
    this.#counts.bytesRead += count;
    for (const line of lines) {
      const at = (index.offsets[line] ?? 0) - begin;
      const end = at + (index.lengths[line] ?? 0);
      if (end > count) index.starts[line] = GONE;
      else bytes.copy(index.bytes, index.starts[line] ?? 0, at, end);
    }
  }

  #room(size: number): Buffer {
    if (this.#scratch.length < size) this.#scratch = Buffer.allocUnsafeSlow(size);
    return this.#scratch.subarray(0, size);
  }
}

/** Gives every line its place in the index's buffer. */
function makeRoom(index: LineIndex, lines: Uint32Array): void {
  let size = 0;
  for (const line of lines) {
    index.starts[line] = size;
    size += index.lengths[line] ?? 0;
  }
  if (index.bytes.length < size) index.bytes = Buffer.allocUnsafeSlow(size);
}

function markGone(index: LineIndex, lines: Uint32Array): void {
  for (const line of lines) index.starts[line] = GONE;
}

// The lines of one file in groups that are read in one go.
function* groupsOf(index: LineIndex, lines: Uint32Array): Generator<Uint32Array> {
  let from = 0;
  while (from < lines.length) {
    const begin = index.offsets[lines[from] ?? 0] ?? 0;
    let to = from + 1;
    for (; to < lines.length; to += 1) {
      const gap = (index.offsets[lines[to] ?? 0] ?? 0) - endOf(index, lines[to - 1] ?? 0);
      if (gap > MAX_GAP_BYTES || endOf(index, lines[to] ?? 0) - begin > MAX_READ_BYTES) break;
    }
    yield lines.subarray(from, to);
    from = to;
  }
}

function endOf(index: LineIndex, line: number): number {
  return (index.offsets[line] ?? 0) + (index.lengths[line] ?? 0);
}
