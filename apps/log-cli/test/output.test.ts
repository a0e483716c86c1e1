import { PassThrough, Writable } from "node:stream";
import { expect, test } from "vitest";
import { createOutput, lazyOutput, OutputClosedError } from "../src/output.ts";

/** A stream whose chunks are taken when the test says so. */
function slowStream(): { stream: Writable; chunks: string[]; take: (error?: Error) => void } {
  const chunks: string[] = [];
  const waiting: ((error?: Error) => void)[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      chunks.push(chunk);
      waiting.push(done);
    },
  });
  return { stream, chunks, take: (error) => waiting.shift()?.(error) };
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code });
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("what is written in one turn goes out together, soon", async () => {
  const { stream, chunks } = slowStream();
  const output = createOutput(stream);
  void output.write("a");
  void output.write("b");
  expect(chunks).toEqual([]);
  await nextTurn();
  expect(chunks).toEqual(["ab"]);
});

test("a lot goes out at once, and is to be waited for", async () => {
  const { stream, chunks, take } = slowStream();
  const output = createOutput(stream);
  let gone = false;
  const waiting = output.write("x".repeat(70_000))?.then(() => (gone = true));
  expect(chunks).toHaveLength(1);
  await nextTurn();
  expect(gone).toBe(false);
  take();
  await waiting;
  expect(gone).toBe(true);
});

test("flush waits until everything is out", async () => {
  const { stream, chunks, take } = slowStream();
  const output = createOutput(stream);
  void output.write("a");
  await nextTurn();
  void output.write("b");
  let flushed = false;
  const flushing = output.flush().then(() => (flushed = true));
  await nextTurn();
  expect(flushed).toBe(false);
  take();
  await nextTurn();
  take();
  await flushing;
  expect(chunks).toEqual(["a", "b"]);
});

test("flush of nothing is done at once", async () => {
  await expect(createOutput(slowStream().stream).flush()).resolves.toBeUndefined();
});

test("a closed pipe is told at the next write, at the flush, and by the signal", async () => {
  const { stream, take } = slowStream();
  const output = createOutput(stream);
  void output.write("a");
  await nextTurn();
  expect(output.closed.aborted).toBe(false);
  take(systemError("EPIPE"));
  await nextTurn();
  expect(output.closed.aborted).toBe(true);
  expect(output.closed.reason).toBeInstanceOf(OutputClosedError);
  expect(() => output.write("b")).toThrow(OutputClosedError);
  await expect(output.flush()).rejects.toThrow(OutputClosedError);
});

test("another failure is the system's error", async () => {
  const { stream, take } = slowStream();
  const output = createOutput(stream);
  void output.write("a");
  const flushing = output.flush();
  take(systemError("ENOSPC"));
  await expect(flushing).rejects.toThrow("ENOSPC");
  expect(() => output.write("b")).toThrow("ENOSPC");
});

test("a terminal that does not know its size counts as one without", () => {
  const output = createOutput(Object.assign(slowStream().stream, { columns: 0, rows: 0 }));
  expect([output.columns, output.rows]).toEqual([undefined, undefined]);
});

test("an output that is made when it is first used is not made by flushing it", async () => {
  let made = 0;
  const output = lazyOutput(() => {
    made += 1;
    return createOutput(new PassThrough());
  });
  await output.flush();
  expect(made).toBe(0);
  expect(output.isTTY).toBe(false);
  await output.write("text");
  await output.flush();
  expect(made).toBe(1);
});
