import { createStream, type RotatingFileStream } from "rotating-file-stream";
import { directIo } from "./append-io.ts";
import type { AppendResult, DayFile } from "./day-file.ts";

/** The parts of a rotating-file-stream that are private to it in name only. */
interface StreamInternals {
  file: { write(chunk: Buffer): Promise<unknown>; close(): Promise<void> } | undefined;
  fsStat(path: string): Promise<never>;
  reopen(size: number): Promise<void>;
}

/** So long that the timer, which would close and open the file again, never fires. */
const NEVER_ROTATES = "1200M";

/**
 * Streams kept for the next file when theirs is closed: making one costs as much as opening a file and
 * writing to it. As many as files are closed ahead of need; more than that are only closed together.
 */
const MAX_SPARE_STREAMS = 16;

/** Gives open files the streams they are written through, the same stream to one file after another. */
export class DayStreams {
  readonly #onError: (error: Error) => void;
  readonly #spare: ReusedStream[] = [];

  /** @param onError told of what should not happen: an error of a stream itself */
  constructor(onError: (error: Error) => void) {
    this.#onError = onError;
  }

  /** A stream that writes to an open file. */
  over(file: DayFile): DayStream {
    const stream = this.#spare.pop() ?? new ReusedStream(this.#onError);
    stream.file = file;
    return new DayStream(file, stream, () => this.#keep(stream));
  }

  #keep(stream: ReusedStream): void {
    stream.file = undefined;
    if (!stream.isBroken && this.#spare.length < MAX_SPARE_STREAMS) this.#spare.push(stream);
  }
}

/** One open day file and the stream that it is written through. */
export class DayStream {
  readonly file: DayFile;
  readonly #stream: ReusedStream;
  readonly #giveBack: () => void;

  constructor(file: DayFile, stream: ReusedStream, giveBack: () => void) {
    this.file = file;
    this.#stream = stream;
    this.#giveBack = giveBack;
  }

  /** Whether the stream has ended by itself: nothing can be appended through it any more. */
  get isBroken(): boolean {
    return this.#stream.isBroken;
  }

  /** Appends whole lines, one chunk at a time. */
  append(chunk: Buffer, done: (result: AppendResult) => void): void {
    // Calls that end at once must not wait for the stream's next tick.
    if (this.file.io === directIo) this.file.append(chunk, done);
    else this.#stream.append(chunk, done);
  }

  /** Closes the file. Nothing may be under way, and nothing is to be appended any more. */
  close(done: () => void): void {
    this.#giveBack();
    this.file.close(() => done());
  }
}

/**
 * A rotating-file-stream that writes to whatever file it is given: the one class that knows the library.
 * The stream orders what is written; rotation is the choice of the file by the entry's own day, so the
 * stream itself must never rotate. Why each habit of it is covered the way it is:
 * `docs/decisions/0002-rotating-file-stream.md`.
 */
class ReusedStream {
  file: DayFile | undefined;
  readonly #stream: RotatingFileStream;
  #result: AppendResult | undefined;

  constructor(onError: (error: Error) => void) {
    // `immutable`: no rename, ever. The name is never opened.
    this.#stream = createStream(() => "day file", { immutable: true, interval: NEVER_ROTATES });
    this.#stream.on("error", onError);
    this.#handOver(this.#stream as unknown as StreamInternals);
  }

  get isBroken(): boolean {
    return this.#stream.destroyed;
  }

  /** One chunk at a time: the stream awaits one write per chunk. */
  append(chunk: Buffer, done: (result: AppendResult) => void): void {
    this.#result = undefined;
    this.#stream.write(chunk, (error) => {
      const streamFailed = { writtenBytes: 0, error: error ?? STREAM_ENDED, fileBytes: 0 };
      done(this.#result ?? streamFailed);
    });
  }

  /**
   * Gives the stream our open file in place of the one it would open: it opens with mode 0755 folders,
   * follows links, cannot read the last byte, ignores short writes, and is dead after an error.
   */
  #handOver(stream: StreamInternals): void {
    stream.fsStat = (): Promise<never> => Promise.reject(NOT_THERE);
    stream.reopen = (): Promise<void> => {
      stream.file = {
        write: (chunk) => this.#write(chunk),
        // Files are closed beside the stream, which outlives them.
        close: () => Promise.resolve(),
      };
      return Promise.resolve();
    };
  }

  /** Never rejects: an error would end the stream, and a full disk is no reason to. */
  #write(chunk: Buffer): Promise<void> {
    return new Promise((resolve) => {
      if (this.file === undefined) return resolve();
      this.file.append(chunk, (result) => {
        this.#result = result;
        resolve();
      });
    });
  }
}

const NOT_THERE = Object.assign(new Error("not looked for"), { code: "ENOENT" });
const STREAM_ENDED = new Error("the stream ended before the chunk was written");
