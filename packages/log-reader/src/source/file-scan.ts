import { systemErrorCode } from "@org/log-core";
import { WHOLE_FILE, type FileStretch } from "../plan/file-batch.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import { LineWindow, type LineBlock } from "../scan/line-window.ts";
import type { FinderNotes } from "./file-finder.ts";
import type { LoadCounts } from "./line-loader.ts";
import { openLogFile, type LogFile } from "./log-file.ts";

/** What reading files for the first time counts. */
export interface FileScanCounts extends LoadCounts, FinderNotes {
  addMalformed(file: PlannedFile, offset: number, isSalvaged?: boolean): void;
}

/** Beyond the end of a stretch only what is left of its last line is wanted: so much at first. */
const LINE_END_BYTES = 4096;
const LF = 0x0a;

/** How files are read. */
export interface FileScanOptions {
  /** How much is read at a time. */
  readonly readBytes?: number | undefined;
  /** Of a longer stretch only so much is read at once: its blocks end with what is left. */
  readonly maxStretchBytes?: number | undefined;
}

/**
 * Reads the files of one query one after the other as blocks of whole lines. A file that cannot be
 * read is noted, one that has gone is passed over.
 */
export class FileScan {
  readonly #dir: string;
  readonly #counts: FileScanCounts;
  readonly #window: LineWindow;
  readonly #maxStretchBytes: number;
  #open: LogFile | undefined;

  constructor(
    dir: string,
    counts: FileScanCounts,
    { readBytes, maxStretchBytes = Infinity }: FileScanOptions = {},
  ) {
    this.#dir = dir;
    this.#counts = counts;
    this.#window = new LineWindow(readBytes);
    this.#maxStretchBytes = maxStretchBytes;
  }

  /** Lets go of the file being read, if any; its blocks end there. */
  close(): void {
    this.#open?.close();
  }

  /**
   * Reads a file, or a stretch of one.
   * @yields its blocks, each valid until the next is asked for
   * @returns what is left of a long stretch
   */
  *blocks(
    planned: PlannedFile,
    stretch: FileStretch = WHOLE_FILE,
  ): Generator<LineBlock, FileStretch | undefined> {
    const opened = openLogFile(`${this.#dir}/${planned.path}`);
    if (opened.kind === "foreign") this.#counts.addForeign(planned.path);
    if (opened.kind === "unreadable") this.#counts.addUnreadable(planned.path, opened.code);
    if (opened.kind !== "open") return undefined;
    // However many stretches it is read in, it is one file.
    if (stretch.from === 0) this.#counts.filesOpened += 1;
    this.#open = opened.file;
    const { from } = stretch;
    // What is appended from now on is left to the next query: a busy bot would keep this one for ever.
    const end = Math.min(stretch.to, opened.file.bytes);
    const to = end - from > this.#maxStretchBytes ? from + this.#maxStretchBytes : end;
    try {
      yield* this.#read(opened.file, planned, { from, to });
    } finally {
      opened.file.close();
    }
    return to < end ? { from: to, to: end } : undefined;
  }

  *#read(
    file: LogFile,
    planned: PlannedFile,
    { from, to }: FileStretch,
  ): Generator<LineBlock, void> {
    const window = this.#window;
    window.begin(from);
    while (window.lineBegin < to && window.position < file.bytes) {
      const count = this.#readInto(file, planned, to);
      if (count === 0) break;
      this.#counts.bytesRead += count;
      const block = window.take(count);
      const own = block && linesBefore(to, block);
      if (own !== undefined) yield own;
    }
    const rest = window.lineBegin < to ? window.rest() : undefined;
    if (rest !== undefined) yield rest;
    for (const offset of window.overlong) this.#counts.addMalformed(planned, offset);
  }

  #readInto(file: LogFile, planned: PlannedFile, to: number): number {
    const { position } = this.#window;
    const room = this.#window.free();
    // Twice as much each time: a line may be long.
    const wanted = position < to ? to - position : Math.max(LINE_END_BYTES, position - to);
    try {
      return file.read(wanted < room.length ? room.subarray(0, wanted) : room, position);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      this.#counts.addUnreadable(planned.path, code);
      return 0;
    }
  }
}

/** The lines of a block that begin before an offset. */
function linesBefore(to: number, block: LineBlock): LineBlock | undefined {
  const { bytes, offset } = block;
  if (offset + bytes.length <= to) return block;
  if (offset >= to) return undefined;
  const end = bytes.indexOf(LF, to - offset - 1) + 1;
  return { ...block, bytes: bytes.subarray(0, end) };
}
