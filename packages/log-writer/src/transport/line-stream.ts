import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** What becomes of the lines of a stream. */
export interface LineTaker {
  /** Takes one line, without its line feed. */
  line(text: string): void;
  /** Whether it can take more; if not, the next line comes when {@link LineTaker.flush} has ended. */
  hasRoom(): boolean;
  /** Resolves when every line so far is where it belongs. */
  flush(): Promise<void>;
  /** Called once at the end; the stream closes when it has settled. */
  end(): Promise<void>;
}

/** What a line has beyond it is left out: no entry is as long, and no text can grow for ever. */
const MAX_LINE_CHARS = 64 * 1024 * 1024;

/**
 * A stream that takes text in any pieces and hands it on by lines. What is more than its taker has room
 * for waits in the sender; where a flush fails, the taker gets it all the same and decides what goes.
 */
export function createLineStream(taker: LineTaker): Writable {
  const decoder = new StringDecoder("utf8");
  const splitter = new LineSplitter();
  const take = (lines: Iterator<string>, mayWait: boolean, done: () => void): void => {
    for (let next = lines.next(); next.done !== true; next = lines.next()) {
      taker.line(next.value);
      if (!mayWait || taker.hasRoom()) continue;
      const goOn = (error?: Error): void => take(lines, error === undefined, done);
      return void tell(taker.flush(), goOn);
    }
    done();
  };
  const stream = new Writable({
    // What comes next waits in the sender's memory; here is none that lasts.
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      take(splitter.linesOf(decoder.write(chunk)), true, done);
    },
    final(done) {
      take(splitter.linesOf(`${decoder.end()}\n`), true, () => void tell(taker.end(), done));
    },
  });
  // What `logger.flush(callback)` comes down to in the transport's thread.
  const flush = (done: (error?: Error) => void): void => {
    void tell(taker.flush(), done);
  };
  return Object.assign(stream, { flush });
}

/** Divides text that comes in any pieces into lines. */
class LineSplitter {
  /** Of the line that has not ended yet: put together once, however many pieces it comes in. */
  #pieces: string[] = [];
  #chars = 0;

  /**
   * Takes the next piece.
   * @yields the lines that end in it, without their line feeds; no empty ones
   */
  *linesOf(text: string): Generator<string, void> {
    let start = 0;
    for (let lf = text.indexOf("\n"); lf >= 0; lf = text.indexOf("\n", start)) {
      this.#keep(text.slice(start, lf));
      start = lf + 1;
      const line = this.#pieces.join("");
      this.#pieces = [];
      this.#chars = 0;
      if (line !== "") yield line;
    }
    this.#keep(text.slice(start));
  }

  #keep(piece: string): void {
    const kept = piece.slice(0, MAX_LINE_CHARS - this.#chars);
    if (kept === "") return;
    this.#pieces.push(kept);
    this.#chars += kept.length;
  }
}

/** Out of the promise: what a callback throws is its owner's. */
async function tell(work: Promise<void>, done: (error?: Error) => void): Promise<void> {
  try {
    await work;
    setImmediate(done);
  } catch (error) {
    setImmediate(done, error as Error);
  }
}
