import type { LogEntry } from "@org/log-core";

/** A line that was found to match. */
export interface FoundLine {
  readonly timeMs: number;
  /** Number of its file in the plan of the day. */
  readonly file: number;
  /** Where it begins in its file, in bytes. */
  readonly offset: number;
  /** What holds the line, and where in it, without line feed: most lines are passed on without a view of their own. */
  readonly block: Buffer;
  readonly start: number;
  readonly end: number;
  /** The entry, if it had to be parsed. */
  readonly entry: LogEntry | undefined;
}

/** A line to be shown whose bytes are to be read when its turn comes. It is known to be an entry. */
export interface UnreadLine extends Pick<FoundLine, "timeMs" | "file" | "offset"> {
  /** Its length, without line feed. */
  readonly bytes: number;
  /** It does not match, but stands near a line that does. */
  readonly isContext: boolean;
}

/** What an index holds, without room to spare: to be moved from one thread to another. */
export interface LineIndexPart {
  readonly times: Float64Array<ArrayBuffer>;
  readonly offsets: Float64Array<ArrayBuffer>;
  readonly files: Uint32Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly parsed: Uint8Array<ArrayBuffer>;
  /** The lines one after the other; `undefined` if they were too much to be kept. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

/** Where the bytes of a line are that was found and could not be read again. */
export const GONE: number = 2 ** 32 - 1;

const FIRST_LINES = 256;
const FIRST_BYTES = 64 * 1024;
/** How much of the lines that were found is kept. */
export interface KeptBytes {
  readonly first: number;
  /** And so much more for every file that a line was found in. */
  readonly perFile: number;
}

/**
 * Lines of a day beyond that are read again. For few large files it takes less than making room for them: memory
 * that a process has not touched before costs more than what it holds. For many small ones it takes more.
 */
const KEPT_OF_DAY: KeptBytes = { first: 1024 * 1024, perFile: 16 * 1024 };
const MAX_KEPT_BYTES = 32 * 1024 * 1024;
/** Entries that were parsed are kept for the first lines only: as objects they take several times this. */
const MAX_KEPT_ENTRY_BYTES = 2 * 1024 * 1024;

/** The lines found in one day, in few bytes each: where they are, and what they hold while that is little. */
export class LineIndex {
  count = 0;
  /** How much the lines hold together. */
  totalBytes = 0;
  /** What {@link starts} counts from: the kept lines, or those read again. */
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  times: Float64Array<ArrayBuffer> = new Float64Array(FIRST_LINES);
  offsets: Float64Array<ArrayBuffer> = new Float64Array(FIRST_LINES);
  files: Uint32Array<ArrayBuffer> = new Uint32Array(FIRST_LINES);
  lengths: Uint32Array<ArrayBuffer> = new Uint32Array(FIRST_LINES);
  /** Where a line's bytes begin in {@link bytes}, or {@link GONE}. */
  starts: Uint32Array<ArrayBuffer> = new Uint32Array(FIRST_LINES);
  /** 1 for lines that were parsed, and are known to be entries that match. */
  parsed: Uint8Array<ArrayBuffer> = new Uint8Array(FIRST_LINES);
  /** 1 for lines that are shown for the sake of others. */
  context: Uint8Array<ArrayBuffer> = new Uint8Array(FIRST_LINES);
  readonly #entries: (LogEntry | undefined)[] = [];
  readonly #kept: KeptBytes;
  #fileCount = 0;
  #isKept = true;

  constructor(kept: KeptBytes = KEPT_OF_DAY) {
    this.#kept = kept;
  }

  /** Whether every line's bytes are at hand. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** The entry of a line, if it was parsed and kept. */
  entry(line: number): LogEntry | undefined {
    return this.#entries[line];
  }

  /** Empties the index and keeps its room. */
  clear(): void {
    this.count = 0;
    this.totalBytes = 0;
    this.#entries.length = 0;
    this.#fileCount = 0;
    this.#isKept = true;
  }

  add(found: FoundLine): void {
    const line = this.#addPlace(found, found.end - found.start);
    this.parsed[line] = found.entry === undefined ? 0 : 1;
    this.context[line] = 0;
    this.#keepBytes(line, found);
    if (this.totalBytes <= MAX_KEPT_ENTRY_BYTES) this.#entries.push(found.entry);
  }

  /** Adds a line without its bytes. */
  addUnread(found: UnreadLine): void {
    const line = this.#addPlace(found, found.bytes);
    this.parsed[line] = 1;
    this.context[line] = found.isContext ? 1 : 0;
    this.totalBytes += found.bytes;
    this.#isKept = false;
  }

  /** What has been added, as a copy. There must be no lines without bytes among it. */
  part(): LineIndexPart {
    const { count } = this;
    return {
      times: this.times.slice(0, count),
      offsets: this.offsets.slice(0, count),
      files: this.files.slice(0, count),
      lengths: this.lengths.slice(0, count),
      parsed: this.parsed.slice(0, count),
      bytes: this.isKept
        ? Uint8Array.prototype.slice.call(this.bytes, 0, this.totalBytes)
        : undefined,
    };
  }

  /** Adds what another index has found behind what is there. */
  append({ times, offsets, files, lengths, parsed, bytes }: LineIndexPart): void {
    const first = this.count;
    this.count += times.length;
    while (this.count > this.times.length) this.#growColumns();
    this.times.set(times, first);
    this.offsets.set(offsets, first);
    this.files.set(files, first);
    this.lengths.set(lengths, first);
    this.parsed.set(parsed, first);
    this.context.fill(0, first, this.count);
    const begin = this.totalBytes;
    let end = begin;
    for (let line = first; line < this.count; line += 1) {
      this.starts[line] = end;
      end += this.lengths[line] ?? 0;
      this.#countFile(line);
    }
    this.totalBytes = end;
    if (bytes === undefined || this.#isTooMuch()) this.#isKept = false;
    if (bytes === undefined || !this.#isKept) return;
    if (end > this.bytes.length) this.#growBytes(begin);
    this.bytes.set(bytes, begin);
  }

  #addPlace(
    { timeMs, file, offset }: Pick<FoundLine, "timeMs" | "file" | "offset">,
    bytes: number,
  ): number {
    const line = this.count;
    if (line === this.times.length) this.#growColumns();
    this.count += 1;
    this.times[line] = timeMs;
    this.offsets[line] = offset;
    this.files[line] = file;
    this.lengths[line] = bytes;
    this.#countFile(line);
    return line;
  }

  #countFile(line: number): void {
    if (line === 0 || this.files[line] !== this.files[line - 1]) this.#fileCount += 1;
  }

  /** Once it is, the rest is not kept either. */
  #isTooMuch(): boolean {
    const { first, perFile } = this.#kept;
    return this.totalBytes > Math.min(first + this.#fileCount * perFile, MAX_KEPT_BYTES);
  }

  #keepBytes(line: number, { block, start, end }: FoundLine): void {
    const begin = this.totalBytes;
    this.totalBytes += end - start;
    if (this.#isTooMuch()) this.#isKept = false;
    if (!this.#isKept) return;
    if (this.totalBytes > this.bytes.length) this.#growBytes(begin);
    block.copy(this.bytes, begin, start, end);
    this.starts[line] = begin;
  }

  #growBytes(used: number): void {
    let size = this.bytes.length;
    while (size < this.totalBytes) size *= 2;
    const grown = Buffer.allocUnsafeSlow(size);
    this.bytes.copy(grown, 0, 0, used);
    this.bytes = grown;
  }

  #growColumns(): void {
    const size = this.times.length * 2;
    this.times = copyInto(new Float64Array(size), this.times);
    this.offsets = copyInto(new Float64Array(size), this.offsets);
    this.files = copyInto(new Uint32Array(size), this.files);
    this.lengths = copyInto(new Uint32Array(size), this.lengths);
    this.starts = copyInto(new Uint32Array(size), this.starts);
    this.parsed = copyInto(new Uint8Array(size), this.parsed);
    this.context = copyInto(new Uint8Array(size), this.context);
  }
}

function copyInto<
  Column extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
>(target: Column, source: Column): Column {
  target.set(source);
  return target;
}
