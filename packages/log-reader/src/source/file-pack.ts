import { closeSync, readSync } from "node:fs";
import { systemErrorCode } from "@org/log-core";
import type { Needle } from "../filter/needle.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import { FinderPlaces } from "../scan/finder-places.ts";
import type { LineBlock } from "../scan/line-window.ts";
import type { FileScanCounts } from "./file-scan.ts";
import { openPlainDescriptor } from "./log-file.ts";

/** Larger files are read alone: for them it costs little. */
const SMALL_FILE_BYTES = 64 * 1024;
const PACK_BYTES = 512 * 1024;
/** Others may run between packs. */
const MAX_FILES = 256;
const LF = 0x0a;

/** A file that holds a needle: its number in the plan of its day, and its lines. */
export interface PackedFile {
  readonly planned: PlannedFile;
  readonly number: number;
  readonly block: LineBlock;
}

/**
 * Small files that are read one behind the other and searched at once. Most phones have a few kilobytes a
 * day; what is done once for each of them then costs more than reading it.
 */
export class FilePack {
  readonly #dir: string;
  readonly #counts: FileScanCounts;
  readonly #fileBytes: number;
  readonly #files: PlannedFile[] = [];
  readonly #numbers: number[] = [];
  readonly #ends: number[] = [];
  #buffer: Buffer | undefined;
  #end = 0;
  #lastBytes = 0;

  /** @param maxFileBytes - Larger files are not packed. */
  constructor(dir: string, counts: FileScanCounts, maxFileBytes: number) {
    this.#dir = dir;
    this.#counts = counts;
    this.#fileBytes = Math.min(maxFileBytes, SMALL_FILE_BYTES);
  }

  /** Whether another file fits, whatever its size. */
  get hasRoom(): boolean {
    return this.#files.length < MAX_FILES && PACK_BYTES - this.#end >= this.#fileBytes;
  }

  get isEmpty(): boolean {
    return this.#files.length === 0;
  }

  /** Takes note of how large a file was that was read alone: the next one may be small. */
  noteSize(bytes: number): void {
    this.#lastBytes = bytes;
  }

  /**
   * Reads a file behind those that are held.
   * @returns how much it holds; `undefined` if it has to be read alone: it is large, ends within a line
   *   or cannot be read. One that is not there any more or is refused holds nothing.
   */
  add(planned: PlannedFile, number: number): number | undefined {
    // One file is often as large as the one before.
    if (this.#lastBytes >= this.#fileBytes) return undefined;
    const opened = openPlainDescriptor(`${this.#dir}/${planned.path}`);
    if (typeof opened === "object") {
      if (opened.kind === "foreign") this.#counts.addForeign(planned.path);
      if (opened.kind === "unreadable") this.#counts.addUnreadable(planned.path, opened.code);
      return 0;
    }
    const count = this.#read(opened);
    if (count === undefined) return undefined;
    this.#lastBytes = count;
    this.#counts.bytesRead += count;
    const buffer = this.#buffer;
    // What does not fill its room is all there is, unless a failing disk has cut it short within a line.
    const isWhole =
      count < this.#fileBytes && (count === 0 || buffer?.[this.#end + count - 1] === LF);
    if (!isWhole) return undefined;
    this.#counts.filesOpened += 1;
    this.#end += count;
    this.#files.push(planned);
    this.#numbers.push(number);
    this.#ends.push(this.#end);
    return count;
  }

  /** Closes the file too. */
  #read(descriptor: number): number | undefined {
    this.#buffer ??= Buffer.allocUnsafeSlow(PACK_BYTES);
    try {
      return readSync(descriptor, this.#buffer, this.#end, this.#fileBytes, null);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      // Reading it alone will fail for the same reason, and say so.
      return undefined;
    } finally {
      closeSync(descriptor);
    }
  }

  /**
   * Those of the files that hold a needle, in the order in which they were added. Their blocks are valid
   * until the next file is added; files are held until {@link clear}.
   */
  *holding({ finders }: Needle): Generator<PackedFile, void> {
    const bytes = this.#buffer?.subarray(0, this.#end);
    if (bytes === undefined || this.#end === 0) return;
    const places = new FinderPlaces(finders, bytes);
    let at = 0;
    for (let place = places.first; place < this.#end; place = places.first) {
      while ((this.#ends[at] ?? Infinity) <= place) at += 1;
      const [planned, number, end] = [this.#files[at], this.#numbers[at], this.#ends[at]];
      if (planned === undefined || number === undefined || end === undefined) return;
      const start = this.#ends[at - 1] ?? 0;
      const block = { bytes: bytes.subarray(start, end), offset: 0, isTail: false };
      yield { planned, number, block };
      places.skipTo(end);
    }
  }

  /** Forgets the files. */
  clear(): void {
    this.#files.length = 0;
    this.#numbers.length = 0;
    this.#ends.length = 0;
    this.#end = 0;
  }
}
