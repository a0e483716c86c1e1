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
 * One open day file inside a rotating-file-stream: the one file that knows the library. The stream
 * orders what is written and closes the file after the last byte; rotation is the choice of the file
 * by the entry's own day, so the stream itself must never rotate. Why each habit of it is covered the
 * way it is: `docs/decisions/0002-rotating-file-stream.md`.
 */
export class DayStream {
  readonly file: DayFile;
  readonly #stream: RotatingFileStream;
  #result: AppendResult | undefined;

  /** @param onError told of what should not happen: an error of the stream itself */
  constructor(file: DayFile, onError: (error: Error) => void) {
    this.file = file;
    // `immutable`: no rename, ever. The generator always answers this stream's own file.
    this.#stream = createStream(() => file.path, { immutable: true, interval: NEVER_ROTATES });
    this.#stream.on("error", onError);
    this.#handOver(this.#stream as unknown as StreamInternals);
  }

  /** Whether the stream has ended by itself: nothing can be appended through it any more. */
  get isBroken(): boolean {
    return this.#stream.destroyed;
  }

  /** Appends whole lines. One chunk at a time: the stream awaits one write per chunk. */
  append(chunk: Buffer, done: (result: AppendResult) => void): void {
    // Calls that end at once must not wait for the stream's next tick.
    if (this.file.io === directIo) return this.file.append(chunk, done);
    this.#result = undefined;
    this.#stream.write(chunk, (error) => {
      const streamFailed = { writtenBytes: 0, error: error ?? STREAM_ENDED, fileBytes: 0 };
      done(this.#result ?? streamFailed);
    });
  }

  /** Closes the file when what was given is written. */
  close(done: () => void): void {
    // One that has ended by itself has closed the file by itself.
    if (this.#stream.closed) return done();
    if (this.file.io === directIo) return this.file.close(() => done());
    this.#stream.once("close", done);
    this.#stream.end();
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
        close: () => new Promise((resolve) => this.file.close(() => resolve())),
      };
      return Promise.resolve();
    };
  }

  /** Never rejects: an error would end the stream, and a full disk is no reason to. */
  #write(chunk: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.file.append(chunk, (result) => {
        this.#result = result;
        resolve();
      });
    });
  }
}

const NOT_THERE = Object.assign(new Error("not looked for"), { code: "ENOENT" });
const STREAM_ENDED = new Error("the stream ended before the chunk was written");
