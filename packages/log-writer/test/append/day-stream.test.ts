import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test, vi } from "vitest";
import { directIo, poolIo, type AppendIo } from "../../src/append/append-io.ts";
import { DayFile, FileGoneError, type AppendResult } from "../../src/append/day-file.ts";
import { DayStream } from "../../src/append/day-stream.ts";

function stream(path: string, io: AppendIo): Promise<{ stream: DayStream; errors: Error[] }> {
  const options = { path, fileMode: 0o600, io, syncEachChunk: false, elapsedMs: () => 0 };
  return new Promise((resolve, reject) => {
    DayFile.open(options, (error, file) => {
      if (file === undefined) return reject(error);
      const errors: Error[] = [];
      resolve({ stream: new DayStream(file, (each) => void errors.push(each)), errors });
    });
  });
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
  const { stream: to, errors } = await stream(path, io);
  for (const text of ["a\n", "b\nc\n", "d\n"]) {
    expect(await append(to, text)).toMatchObject({ writtenBytes: text.length, error: null });
  }
  await close(to);
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
