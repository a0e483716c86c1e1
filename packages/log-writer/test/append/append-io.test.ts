import { constants, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { directIo, poolIo, type AppendIo } from "../../src/append/append-io.ts";

const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;

/** A call of {@link AppendIo}, awaited. */
function ended<Value>(
  call: (done: (error: Error | null, value: Value) => void) => void,
): Promise<Value> {
  return new Promise((resolve, reject) =>
    call((error, value) => (error === null ? resolve(value) : reject(error))),
  );
}

describe.each<[string, AppendIo]>([
  ["on the thread pool", poolIo],
  ["at once", directIo],
])("%s", (_name, io) => {
  test("a file is opened, appended to from a byte on, synced and closed", async () => {
    const path = join(tempDir(), "f");
    const fd = await ended<number>((done) => io.open(path, FLAGS, 0o600, done));
    expect(await ended<number>((done) => io.write(fd, Buffer.from("xxab"), 2, done))).toBe(2);
    expect(await ended<number>((done) => io.write(fd, Buffer.from("c"), 0, done))).toBe(1);
    await ended<void>((done) => io.datasync(fd, done));
    await ended<void>((done) => io.close(fd, done));
    expect(readFileSync(path, "utf8")).toBe("abc");
  });

  test("a link is made, and not over what is there", async () => {
    const path = join(tempDir(), "link");
    await ended<void>((done) => io.symlink("to/nowhere", path, done));
    expect(readlinkSync(path)).toBe("to/nowhere");
    await expect(ended<void>((done) => io.symlink("elsewhere", path, done))).rejects.toMatchObject({
      code: "EEXIST",
    });
    expect(readlinkSync(path)).toBe("to/nowhere");
  });

  test("what fails is given to the callback, never thrown", async () => {
    const path = join(tempDir(), "no/f");
    await expect(ended<number>((done) => io.open(path, FLAGS, 0o600, done))).rejects.toMatchObject({
      code: "ENOENT",
    });
    const calls: ((done: (error: Error | null, value: unknown) => void) => void)[] = [
      (done) => io.write(-1 >>> 1, Buffer.from("x"), 0, done),
      (done) => io.datasync(-1 >>> 1, done),
      (done) => io.close(-1 >>> 1, done),
    ];
    for (const call of calls) await expect(ended(call)).rejects.toMatchObject({ code: "EBADF" });
  });
});

test("at once means before the call returns", () => {
  let isDone = false;
  directIo.open(join(tempDir(), "f"), FLAGS, 0o600, (_error, fd) => {
    isDone = true;
    directIo.close(fd, () => undefined);
  });
  expect(isDone).toBe(true);
});
