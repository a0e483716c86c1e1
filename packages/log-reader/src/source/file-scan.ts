import { systemErrorCode } from "@org/log-core";
import { WHOLE_FILE, type FileStretch } from "../plan/file-batch.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import { LineWindow, READ_BYTES, type LineBlock } from "../scan/line-window.ts";
import type { FinderNotes } from "./file-finder.ts";
import { FilePack } from "./file-pack.ts";
import type { LoadCounts } from "./line-loader.ts";
import { mayBeCut, openPlainFile, type LogFile } from "./log-file.ts";

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
  /** Of a longer stretch only so much is read, and the rest is left. */
  readonly maxStretchBytes?: number | undefined;
}

/**
 * Reads the files of one query one after the other as blocks of whole lines. A file that cannot be
 * read is noted, one that has gone is passed over. Without generators: for each of the small files
 * that most phones have they would cost as much as opening it.
 */
export class FileScan {
  readonly #dir: string;
  readonly #counts: FileScanCounts;
  readonly #window: LineWindow;
  readonly #maxStretchBytes: number;
  /** For files that need not be read alone. */
  readonly pack: FilePack;
  #planned: PlannedFile | undefined;
  #open: LogFile | undefined;
  /** Where lines are no longer wanted; Infinity until that is known. */
  #to = 0;
  /** Where the file ends; Infinity until that is known. */
  #size = 0;
  #left: FileStretch | undefined;

  constructor(
    dir: string,
    counts: FileScanCounts,
    { readBytes = READ_BYTES, maxStretchBytes = Infinity }: FileScanOptions = {},
  ) {
    this.#dir = dir;
    this.#counts = counts;
    this.#window = new LineWindow(readBytes);
    this.#maxStretchBytes = maxStretchBytes;
    this.pack = new FilePack(dir, counts, Math.min(maxStretchBytes, readBytes));
  }

  /** Of the stretch that was begun last: what is left to be read apart. */
  get left(): FileStretch | undefined {
    return this.#left;
  }

  /** Lets go of the file being read, if any; its blocks end there. */
  close(): void {
    this.#left = undefined;
    this.#open?.close();
  }

  /** Begins a file, or a stretch of one. */
  begin(planned: PlannedFile, stretch: FileStretch = WHOLE_FILE): void {
    this.#left = undefined;
    this.#planned = planned;
    this.#open = this.#opened(planned);
    if (this.#open === undefined) return;
    const { from } = stretch;
    // However many stretches it is read in, it is one file.
    if (from === 0) this.#counts.filesOpened += 1;
    this.#window.begin(from);
    this.#to = Infinity;
    this.#size = Infinity;
    // Most files are read in one go, which tells their size too.
    if (stretch !== WHOLE_FILE) this.#measure(this.#open, stretch);
  }

  /** The next block of what was begun, valid until the next call; `undefined` at its end. */
  next(): LineBlock | undefined {
    const [file, window] = [this.#open, this.#window];
    if (file === undefined) return undefined;
    while (window.lineBegin < this.#to && window.position < this.#size) {
      const count = this.#size === Infinity ? this.#readFirst(file) : this.#read(file);
      if (count === 0) break;
      this.#counts.bytesRead += count;
      const block = window.take(count);
      const own = block && linesBefore(this.#to, block);
      if (own !== undefined) return own;
    }
    return this.#end(file);
  }

  #opened({ path }: PlannedFile): LogFile | undefined {
    const opened = openPlainFile(`${this.#dir}/${path}`);
    if (opened.kind === "foreign") this.#counts.addForeign(path);
    if (opened.kind === "unreadable") this.#counts.addUnreadable(path, opened.code);
    return opened.kind === "open" ? opened.file : undefined;
  }

  /** Says what of the file is wanted, by its size. */
  #measure(file: LogFile, { from, to }: FileStretch): void {
    this.#size = file.bytes;
    // What is appended from now on is left to the next query: a busy bot would keep this one for ever.
    const end = Math.min(to, this.#size);
    this.#to = end - from > this.#maxStretchBytes ? from + this.#maxStretchBytes : end;
    if (this.#to < end) this.#left = { from: this.#to, to: end };
  }

  /**
   * Reads the beginning of a file of unknown size: what does not fill its room is all there is. But where
   * it ends within a line, or with a page, a failing disk may have cut it short: its size then tells.
   */
  #readFirst(file: LogFile): number {
    const free = this.#window.free();
    const room =
      free.length > this.#maxStretchBytes ? free.subarray(0, this.#maxStretchBytes) : free;
    const count = this.#readInto(room, file);
    const isWhole = count < room.length && !mayBeCut(count, room[count - 1]);
    if (isWhole) this.#size = this.#to = count;
    else this.#measure(file, WHOLE_FILE);
    return count;
  }

  #read(file: LogFile): number {
    const { position } = this.#window;
    const room = this.#window.free();
    // Twice as much each time: a line may be long.
    const wanted =
      position < this.#to ? this.#to - position : Math.max(LINE_END_BYTES, position - this.#to);
    return this.#readInto(wanted < room.length ? room.subarray(0, wanted) : room, file);
  }

  #readInto(room: Buffer, file: LogFile): number {
    try {
      return file.read(room, this.#window.position);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      const path = this.#planned?.path ?? "";
      // What a folder or a pipe answers that has come in the file's place since it was seen.
      if (code === "EISDIR" || code === "ESPIPE") this.#counts.addForeign(path);
      else this.#counts.addUnreadable(path, code);
      return 0;
    }
  }

  /** Closes the file; the last line of it is a block, if it was not ended. */
  #end(file: LogFile): LineBlock | undefined {
    const window = this.#window;
    const rest = window.lineBegin < this.#to ? window.rest() : undefined;
    file.close();
    this.#open = undefined;
    for (const offset of window.overlong) {
      if (this.#planned !== undefined) this.#counts.addMalformed(this.#planned, offset);
    }
    return rest;
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
