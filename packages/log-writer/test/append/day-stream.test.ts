import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import type { RotatingFileStream } from "rotating-file-stream";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { directIo, poolIo, type AppendIo } from "../../src/append/append-io.ts";
import { DayFile, FileGoneError, type AppendResult } from "../../src/append/day-file.ts";
import { DayStreams, type DayStream } from "../../src/append/day-stream.ts";

vi.mock(import("rotating-file-stream"), async (original) => {
  const library = await original();
  const createStream: typeof library.createStream = (...input) => {
    const made = library.createStream(...input);
    streamsMade.push(made);
    return made;
  };
  return { ...library, createStream };
});
/** The library's own streams that were made in this test. */
const streamsMade = vi.hoisted((): RotatingFileStream[] => []);
beforeEach(() => void streamsMade.splice(0));

function open(path: string, io: AppendIo): Promise<DayFile> {
  const options = { path, fileMode: 0o600, io, syncEachChunk: false, elapsedMs: () => 0 };
  return new Promise((resolve, reject) => {
    DayFile.open(options, (error, file) => {
      if (file === undefined) reject(error);
      else resolve(file);
    });
  });
}

async function stream(path: string, io: AppendIo): Promise<{ stream: DayStream; errors: Error[] }> {
  const errors: Error[] = [];
  const streams = new DayStreams((each) => void errors.push(each));
  return { stream: streams.over(await open(path, io)), errors };
}

function append(to: DayStream, text: string): Promise<AppendResult> {
  return new Promise((resolve) => to.append(Buffer.from(text), resolve));
}

function close(of: DayStream): Promise<void> {
  return new Promise((resolve) => of.close(resolve));
}

test.each([
  ["on the thread pool", poolIo],
  ["at once", directIo],
])("chunks are appended %s, and the file is closed after the last", async (_name, io) => {
  const path = join(tempDir(), "f");
  const closeFile = vi.spyOn(io, "close");
  onTestFinished(() => closeFile.mockRestore());
  const { stream: to, errors } = await stream(path, io);
  for (const text of ["a\n", "b\nc\n", "d\n"]) {
    expect(await append(to, text)).toMatchObject({ writtenBytes: text.length, error: null });
  }
  expect(closeFile).not.toHaveBeenCalled();
  await close(to);
  expect(closeFile).toHaveBeenCalledOnce();
  expect(readFileSync(path, "utf8")).toBe("a\nb\nc\nd\n");
  expect(errors).toEqual([]);
});

test("a failed append is told of beside the stream, which goes on", async () => {
  const { stream: to, errors } = await stream(join(tempDir(), "f"), poolIo);
  rmSync(to.file.path);
  expect((await append(to, "a\n")).error).toBeInstanceOf(FileGoneError);
  expect((await append(to, "b\n")).error).toBeInstanceOf(FileGoneError);
  expect(to.isBroken).toBe(false);
  await close(to);
  expect(errors).toEqual([]);
});

test("taken over at exit it appends before the call returns", async () => {
  const path = join(tempDir(), "f");
  const { stream: to } = await stream(path, poolIo);
  to.file.takeOver(100);
  to.append(Buffer.from("a\n"), () => undefined);
  expect(readFileSync(path, "utf8")).toBe("a\n");
  await close(to);
});

test("no timer waits for a rotation", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "setInterval"] });
  try {
    const { stream: to } = await stream(join(tempDir(), "f"), poolIo);
    await append(to, "a\n");
    expect(vi.getTimerCount()).toBe(0);
    await close(to);
  } finally {
    vi.useRealTimers();
  }
});

test("one file after another is written through the same streams, each line to its own", async () => {
  const dir = tempDir();
  const errors: Error[] = [];
  const streams = new DayStreams((each) => void errors.push(each));
  // More at once than streams are kept, so that some are made, some reused, and some let go.
  for (const round of ["1", "2", "3"]) {
    const names = Array.from({ length: 40 }, (_, at) => String(at));
    const open40 = await Promise.all(
      names.map(async (name) => ({ name, to: streams.over(await open(join(dir, name), poolIo)) })),
    );
    await Promise.all(open40.map(({ name, to }) => append(to, `${name} ${round}\n`)));
    await Promise.all(open40.map(({ to }) => close(to)));
  }
  for (let at = 0; at < 40; at += 1) {
    expect(readFileSync(join(dir, String(at)), "utf8")).toBe(`${at} 1\n${at} 2\n${at} 3\n`);
  }
  expect(errors).toEqual([]);
  // 16 of them are kept from one round to the next.
  expect(streamsMade).toHaveLength(40 + 24 + 24);
});

test("a stream that has ended by itself says of no chunk that it is written, and is not used again", async () => {
  const dir = tempDir();
  const streams = new DayStreams(() => undefined);
  const broken = streams.over(await open(join(dir, "broken"), poolIo));
  await append(broken, "a\n");
  streamsMade[0]?.destroy();
  expect(await append(broken, "b\n")).toMatchObject({
    writtenBytes: 0,
    error: expect.any(Error) as Error,
  });
  expect(broken.isBroken).toBe(true);
  await close(broken);
  const next = streams.over(await open(join(dir, "next"), poolIo));
  expect(await append(next, "c\n")).toMatchObject({ writtenBytes: 2, error: null });
  await close(next);
  expect(readFileSync(join(dir, "broken"), "utf8")).toBe("a\n");
});

test("a file that failed leaves nothing behind for the next one of its stream", async () => {
  const dir = tempDir();
  const streams = new DayStreams(() => undefined);
  const gone = streams.over(await open(join(dir, "gone"), poolIo));
  rmSync(gone.file.path);
  expect((await append(gone, "a\n")).error).toBeInstanceOf(FileGoneError);
  await close(gone);
  const next = streams.over(await open(join(dir, "next"), poolIo));
  expect(await append(next, "b\n")).toMatchObject({ writtenBytes: 2, error: null });
  await close(next);
  expect(readFileSync(join(dir, "next"), "utf8")).toBe("b\n");
});
