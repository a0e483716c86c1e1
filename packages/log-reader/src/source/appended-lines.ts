import type { Stats } from "node:fs";
import { join } from "node:path";
import { systemErrorCode } from "@org/log-core";
import { canContinue, isOtherFile, restart, type FollowedFile } from "../follow/followed-file.ts";
import type { LineBlock } from "../scan/line-window.ts";
import type { FileScanCounts } from "./file-scan.ts";
import { openLogFile, type LogFile } from "./log-file.ts";

/** Enough to hold the time of the first line, which no two files of a name share. */
const HEAD_BYTES = 64;
/** A longer line is no entry of anybody's: it is passed over. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;
const BUFFER_BYTES = 256 * 1024 + 1;
const BACK_BYTES = 64 * 1024;
const LF = 0x0a;

/** What reading on in a file came to. */
export interface AppendedLines {
  /** Whole lines, valid until the next read; `undefined` if there are none. */
  readonly block: LineBlock | undefined;
  /** Whether the file holds more than was read. */
  readonly isMore: boolean;
}

const NOTHING: AppendedLines = { block: undefined, isMore: false };

/**
 * Reads on in files that grow. None is kept open: thousands may grow. A last line without its line
 * feed is left until it has one.
 */
export class AppendedLineReader {
  readonly #dir: string;
  readonly #counts: FileScanCounts;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);

  constructor(dir: string, counts: FileScanCounts) {
    this.#dir = dir;
    this.#counts = counts;
  }

  /** The lines that follow, about `maxBytes` of them. `gone` if there is no such file any more. */
  read(file: FollowedFile, maxBytes: number): AppendedLines | "gone" {
    const { path } = file.planned;
    const opened = openLogFile(join(this.#dir, path));
    if (opened.kind === "gone") return "gone";
    if (opened.kind !== "open") {
      if (!file.isNoted && opened.kind === "foreign") this.#counts.addForeign(path);
      if (!file.isNoted && opened.kind === "unreadable") {
        this.#counts.addUnreadable(path, opened.code);
      }
      file.isNoted = true;
      return NOTHING;
    }
    this.#counts.filesOpened += 1;
    try {
      this.#recognise(file, opened.file, opened.stats);
      return this.#readOn(file, opened.file, maxBytes);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      if (!file.isNoted) this.#counts.addUnreadable(path, code);
      file.isNoted = true;
      return NOTHING;
    } finally {
      opened.file.close();
    }
  }

  /** Finds out where the line begins that a file ended with when it was first seen. */
  settle(file: FollowedFile): void {
    if (file.isAtLine) return;
    const opened = openLogFile(join(this.#dir, file.planned.path));
    if (opened.kind !== "open") return;
    try {
      this.#stepBack(file, opened.file);
    } finally {
      opened.file.close();
    }
  }

  /** Begins again if this is another file than before, or one that was cut. */
  #recognise(file: FollowedFile, open: LogFile, stats: Stats): void {
    const head = this.#readAt(open, 0, Math.min(HEAD_BYTES, open.bytes)).toString("latin1");
    const isOther =
      isOtherFile(file, stats) || open.bytes < file.position || !canContinue(file.head, head);
    if (isOther) restart(file);
    file.head = head;
    file.identity = { ino: stats.ino, birthtimeMs: stats.birthtimeMs };
    file.bytes = open.bytes;
  }

  #readOn(file: FollowedFile, open: LogFile, maxBytes: number): AppendedLines {
    if (open.bytes === file.position) return NOTHING;
    this.#stepBack(file, open);
    if (file.isPassingOver) return this.#passOn(file, open, maxBytes);
    // With the line feed before it: if that is not there, this is another file after all.
    const before = file.position > 0 ? 1 : 0;
    for (let size = maxBytes; ; size *= 2) {
      const wanted = Math.min(size, open.bytes - file.position);
      const bytes = this.#readAt(open, file.position - before, wanted + before);
      if (before === 1 && bytes[0] !== LF) {
        restart(file);
        return { block: undefined, isMore: true };
      }
      const end = bytes.lastIndexOf(LF) + 1;
      if (end > before) return linesOf(file, bytes.subarray(before, end));
      if (wanted < size) return NOTHING;
      if (wanted > MAX_LINE_BYTES) return this.#passOver(file, wanted);
    }
  }

  #passOver(file: FollowedFile, bytes: number): AppendedLines {
    this.#counts.addMalformed(file.planned, file.position);
    file.position += bytes;
    file.isPassingOver = true;
    return { block: undefined, isMore: true };
  }

  /** On to the end of a line that is too long to be held. */
  #passOn(file: FollowedFile, open: LogFile, maxBytes: number): AppendedLines {
    const bytes = this.#readAt(open, file.position, maxBytes);
    const end = bytes.indexOf(LF) + 1;
    file.position += end === 0 ? bytes.length : end;
    file.isPassingOver = end === 0;
    return { block: undefined, isMore: file.position < open.bytes };
  }

  #stepBack(file: FollowedFile, open: LogFile): void {
    while (!file.isAtLine) {
      const from = Math.max(0, file.position - BACK_BYTES);
      const bytes = this.#readAt(open, from, file.position - from);
      const feed = bytes.lastIndexOf(LF);
      file.position = from + feed + 1;
      file.isAtLine = feed >= 0 || from === 0;
    }
  }

  #readAt(open: LogFile, position: number, count: number): Buffer {
    const room =
      count <= this.#buffer.length
        ? this.#buffer.subarray(0, count)
        : Buffer.allocUnsafeSlow(count);
    const read = open.read(room, position);
    this.#counts.bytesRead += read;
    return room.subarray(0, read);
  }
}

function linesOf(file: FollowedFile, bytes: Buffer): AppendedLines {
  const offset = file.position;
  file.position += bytes.length;
  return { block: { bytes, offset, isTail: false }, isMore: file.position < file.bytes };
}
