import { closeSync, readSync } from "node:fs";
import { systemErrorCode, type LogKind } from "@org/log-core";
import type { FileBatch } from "../plan/file-batch.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import { FinderPlaces } from "../scan/finder-places.ts";
import type { BlockSink } from "./block-sink.ts";
import type { FileScanCounts } from "./file-scan.ts";
import { mayBeCut, openPlainDescriptor } from "./log-file.ts";

/** As much as is read fastest: see {@link READ_BYTES}. Larger files are read alone. */
const PACK_BYTES = 512 * 1024;
/** However small they are: others may run between packs. */
const MAX_FILES = 256;
/** A file is often about as large as the one before. */
const ROOM_OF_LAST = 1.5;

/** What is read of a batch. */
interface FillRules {
  readonly sinks: ReadonlyMap<LogKind, BlockSink>;
  readonly maxBytes: number;
}

/** What filling a pack came to. */
interface Filling {
  /** The place of the first file that is not in it. */
  readonly at: number;
  /** How much was read. */
  readonly bytes: number;
  /** Whether that file has to be read alone. */
  readonly isAlone: boolean;
}

/** A file that is read. */
interface PackedFile {
  readonly planned: PlannedFile;
  /** Its place in the plan of its day. */
  readonly number: number;
  /** Where it ends in the pack. */
  readonly end: number;
}

/**
 * Whole files for one sink that are read one behind the other and searched at once for what it looks for.
 * Most phones have a few kilobytes a day: what is done once for each of them costs more than reading it.
 */
export class FilePack {
  readonly #dir: string;
  readonly #counts: FileScanCounts;
  readonly #packBytes: number;
  readonly #files: PackedFile[] = [];
  #sink: BlockSink | undefined;
  #buffer: Buffer | undefined;
  #end = 0;
  #lastBytes = 0;

  /** @param maxFileBytes - Larger files are not packed. */
  constructor(dir: string, counts: FileScanCounts, maxFileBytes: number) {
    this.#dir = dir;
    this.#counts = counts;
    this.#packBytes = Math.min(maxFileBytes, PACK_BYTES);
  }

  get isEmpty(): boolean {
    return this.#files.length === 0;
  }

  /** Takes note of how large a file was that was read alone: the next one may fit. */
  noteSize(bytes: number): void {
    this.#lastBytes = bytes;
  }

  /**
   * Reads files of a batch behind those that are held, so long as there is room. It leaves only when there is
   * something to search: Node optimises what is called for each of very many files, and whatever calls that,
   * for longer than all of them take to read.
   * @param from - The place of the first.
   * @param rules - Files of a log without a sink are passed over; when `maxBytes` have been read, the others are left.
   */
  fill({ files, firstNumber }: FileBatch, from: number, { sinks, maxBytes }: FillRules): Filling {
    let bytes = 0;
    let at = from;
    for (; at < files.length && bytes < maxBytes; at += 1) {
      const file = files.at(at);
      const sink = file && sinks.get(file.log);
      if (file === undefined || sink === undefined) continue;
      if (!this.#hasRoomFor(sink)) break;
      const count = this.#add(file, firstNumber + at, sink);
      if (count === undefined) return { at, bytes, isAlone: true };
      bytes += count;
    }
    return { at, bytes, isAlone: false };
  }

  /** Whether a file for a sink can be added to those that are held, and is likely to fit. */
  #hasRoomFor(sink: BlockSink): boolean {
    if (this.isEmpty) return true;
    const wanted = ROOM_OF_LAST * this.#lastBytes;
    const hasRoom = this.#files.length < MAX_FILES && this.#end + wanted < this.#packBytes;
    return hasRoom && sink === this.#sink;
  }

  /**
   * Reads a file behind those that are held.
   * @param number - Its place in the plan of its day.
   * @returns how much it holds, nothing if it has gone or is refused; `undefined` if it has to be read
   *   alone: its sink wants every line, it does not fit, may be cut short, or cannot be read
   */
  #add(planned: PlannedFile, number: number, sink: BlockSink): number | undefined {
    if (sink.needle === undefined || this.#lastBytes >= this.#packBytes) return undefined;
    const { path } = planned;
    const opened = openPlainDescriptor(`${this.#dir}/${path}`);
    if (typeof opened === "object") {
      if (opened.kind === "foreign") this.#counts.addForeign(path);
      if (opened.kind === "unreadable") this.#counts.addUnreadable(path, opened.code);
      return 0;
    }
    this.#buffer ??= Buffer.allocUnsafeSlow(this.#packBytes);
    const room = this.#packBytes - this.#end;
    const count = readAndClose(opened, this.#buffer, this.#end, room);
    if (count === undefined) return undefined;
    this.#lastBytes = count;
    this.#counts.bytesRead += count;
    if (count === room || mayBeCut(count, this.#buffer[this.#end + count - 1])) return undefined;
    this.#counts.filesOpened += 1;
    this.#sink = sink;
    this.#end += count;
    this.#files.push({ planned, number, end: this.#end });
    return count;
  }

  /**
   * Gives the sink those of the files that hold what it looks for, in the order in which they were added, and
   * forgets all of them.
   * @yields what the sink said of each, and once if there were any files at all
   */
  *give(): Generator<Promise<void> | void, void> {
    if (this.isEmpty) return;
    const places = this.#search();
    if (places !== undefined) yield* this.#giveHeld(places);
    this.clear();
    yield;
  }

  /** Where the needle is; `undefined` for nowhere, which is the usual case and has to be quick. */
  #search(): FinderPlaces | undefined {
    const finders = this.#sink?.needle?.finders ?? [];
    const bytes = this.#buffer?.subarray(0, this.#end);
    if (bytes === undefined || !finders.some((find) => find(bytes, 0) >= 0)) return undefined;
    return new FinderPlaces(finders, bytes);
  }

  *#giveHeld(places: FinderPlaces): Generator<Promise<void> | void, void> {
    let begin = 0;
    for (const { planned, number, end } of this.#files) {
      if (places.first < end) {
        const bytes = this.#buffer?.subarray(begin, end);
        this.#sink?.begin(planned, number);
        if (bytes !== undefined) yield this.#sink?.scan({ bytes, offset: 0, isTail: false });
        places.skipTo(end);
      }
      begin = end;
    }
  }

  /** Forgets the files. */
  clear(): void {
    this.#files.length = 0;
    this.#end = 0;
  }
}

/** As much as there is and has room, or `undefined` if it fails: reading the file alone will say why. */
function readAndClose(
  descriptor: number,
  target: Buffer,
  from: number,
  room: number,
): number | undefined {
  try {
    return readSync(descriptor, target, from, room, 0);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}
