import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** What becomes of the lines of a stream. */
export interface LineTaker {
  /** Takes one line, without its line feed. */
  line(text: string): void;
  /** Resolves when every line so far is where it belongs. */
  flush(): Promise<void>;
  /** Called once at the end; the stream closes when it has settled. */
  end(): Promise<void>;
}

/** A stream that takes text in any pieces and hands it on by lines. */
export function createLineStream(taker: LineTaker): Writable {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (text: string): void => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") taker.line(line);
  };
  const stream = new Writable({
    // What comes next waits in the sender's memory; here is none that lasts.
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      take(decoder.write(chunk));
      done();
    },
    final(done) {
      take(`${decoder.end()}\n`);
      void tell(taker.end(), done);
    },
  });
  // What `logger.flush(callback)` comes down to in the transport's thread.
  const flush = (done: (error?: Error) => void): void => {
    void tell(taker.flush(), done);
  };
  return Object.assign(stream, { flush });
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
