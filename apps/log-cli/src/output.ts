import type { Writable } from "node:stream";

/** A stream as a command sees it: stdout or stderr. */
export interface Output {
  /**
   * Writes text. What is written within one turn of the event loop goes out together; a promise comes
   * back when the reader at the other end is slower than we are, and is to be awaited.
   * @throws {OutputClosedError} when nobody reads any more
   */
  write(text: string): Promise<void> | undefined;
  /** Resolves when everything written is out. */
  flush(): Promise<void>;
  /** Aborts when nobody reads any more: `| head -1` has what it wanted. */
  readonly closed: AbortSignal;
  readonly isTTY: boolean;
  /** Width of the terminal in columns; `undefined` without one. */
  readonly columns: number | undefined;
}

/** The other end of a pipe has gone. Not a failure: it has what it wanted. */
export class OutputClosedError extends Error {
  override readonly name = "OutputClosedError";
}

/** What {@link createOutput} needs of a stream. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Large enough to make system calls rare, small enough to appear at once. */
const BATCH_CHARS = 64 * 1024;

/** Puts a stream behind an {@link Output}. */
export function createOutput(stream: OutputStream): Output {
  const closing = new AbortController();
  let batch = "";
  let scheduled = false;
  let failure: Error | undefined;
  let written: Promise<void> = Promise.resolve();

  const fail = (error: NodeJS.ErrnoException): void => {
    failure ??= isClosed(error) ? new OutputClosedError("output closed") : error;
    closing.abort(failure);
  };
  // Without a listener the error of a closed pipe would end the process with a stack trace.
  stream.on("error", fail);

  function send(): Promise<void> {
    if (batch === "") return written;
    const text = batch;
    batch = "";
    const sent = new Promise<void>((resolve) => {
      stream.write(text, (error) => {
        if (error) fail(error);
        resolve();
      });
    });
    written = Promise.all([written, sent]).then(throwFailure);
    // Whoever writes or flushes next is told; until then it is not an unhandled rejection.
    written.catch(() => undefined);
    return written;
  }

  function throwFailure(): void {
    if (failure !== undefined) throw failure;
  }

  return {
    write(text) {
      throwFailure();
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
    flush: () => send(),
    closed: closing.signal,
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
  };
}

function isClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED";
}
