import type { Writable } from "node:stream";

/** A stream as a command sees it: stdout or stderr. */
export interface Output {
  /**
   * Writes text. What is written within one turn of the event loop goes out together; a promise comes
   * back when the reader at the other end is slower than we are, and is to be awaited.
   * @throws {OutputClosedError} when nobody reads any more
   */
  write(text: string): Promise<void> | undefined;
  /** Writes bytes as they are, after all text before them. */
  writeBytes(bytes: Uint8Array): Promise<void> | undefined;
  /** Resolves when everything written is out. */
  flush(): Promise<void>;
  /** Aborts when nobody reads any more: `| head -1` has what it wanted. */
  readonly closed: AbortSignal;
  readonly isTTY: boolean;
  /** Width of the terminal in columns; `undefined` without one. */
  readonly columns: number | undefined;
  /** Height of the terminal in lines; `undefined` without one. */
  readonly rows: number | undefined;
}

/** The other end of a pipe has gone. Not a failure: it has what it wanted. */
export class OutputClosedError extends Error {
  override readonly name = "OutputClosedError";
}

/** What {@link createOutput} needs of a stream. */
export type OutputStream = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** Large enough to make system calls rare, small enough to appear at once. */
const BATCH_CHARS = 64 * 1024;

/** Puts a stream behind an {@link Output}. */
export function createOutput(stream: OutputStream): Output {
  const sender = createSender(stream);
  let batch = "";
  let scheduled = false;

  function send(): Promise<void> {
    if (batch === "") return sender.written();
    const text = batch;
    batch = "";
    return sender.send(text);
  }

  return {
    write(text) {
      sender.throwFailure();
      batch += text;
      if (batch.length >= BATCH_CHARS) return send();
      if (!scheduled) {
        scheduled = true;
        setImmediate(() => {
          scheduled = false;
          void send();
        });
      }
      return undefined;
    },
    writeBytes(bytes) {
      sender.throwFailure();
      void send();
      return sender.send(bytes);
    },
    flush: () => send(),
    closed: sender.closed,
    isTTY: stream.isTTY === true,
    // A terminal that was never told its size has 0 of both.
    get columns() {
      return stream.columns || undefined;
    },
    get rows() {
      return stream.rows || undefined;
    },
  };
}

/** An {@link Output} that is made when it is first used. */
export function lazyOutput(make: () => Output): Output {
  let made: Output | undefined;
  const output = (): Output => (made ??= make());
  return {
    write: (text) => output().write(text),
    writeBytes: (bytes) => output().writeBytes(bytes),
    flush: async () => made?.flush(),
    get closed() {
      return output().closed;
    },
    get isTTY() {
      return output().isTTY;
    },
    get columns() {
      return output().columns;
    },
    get rows() {
      return output().rows;
    },
  };
}

interface Sender {
  /** Gives a chunk to the stream; resolves when this and all before it are out. */
  readonly send: (chunk: string | Uint8Array) => Promise<void>;
  readonly written: () => Promise<void>;
  readonly throwFailure: () => void;
  readonly closed: AbortSignal;
}

function createSender(stream: OutputStream): Sender {
  const closing = new AbortController();
  let failure: Error | undefined;
  let written: Promise<void> = Promise.resolve();

  const fail = (error: NodeJS.ErrnoException): void => {
    failure ??= isClosed(error) ? new OutputClosedError("output closed") : error;
    closing.abort(failure);
  };
  // Without a listener the error of a closed pipe would end the process with a stack trace.
  stream.on("error", fail);

  function throwFailure(): void {
    if (failure !== undefined) throw failure;
  }

  return {
    send(chunk) {
      const sent = new Promise<void>((resolve) => {
        stream.write(chunk, (error) => {
          if (error) fail(error);
          resolve();
        });
      });
      written = Promise.all([written, sent]).then(throwFailure);
      // Whoever writes or flushes next is told; until then it is not an unhandled rejection.
      written.catch(() => undefined);
      return written;
    },
    written: () => written,
    throwFailure,
    closed: closing.signal,
  };
}

function isClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED";
}
