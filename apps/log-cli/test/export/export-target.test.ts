import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { fileTarget, stdoutTarget } from "../../src/export/export-target.ts";
import { ioIn } from "../fake-io.ts";

const options = { replace: false, onInterrupt: () => () => undefined };

/** More than one batch, with characters of several bytes wherever it is cut. */
const LONG = "漢👍é ".repeat(300_000);

describe.each([false, true])("compressed: %s", (gzip) => {
  test("a file holds all of it, and appears when it is complete", async () => {
    const path = join(tempDir(), "chat");
    const target = fileTarget(path, gzip, options);
    for (const part of LONG.match(/.{1,50000}/gsu) ?? []) await target.write(part);
    expect(readdirSync(join(path, ".."))).not.toContain("chat");
    await target.commit();
    target.discard();
    const bytes = readFileSync(path);
    expect((gzip ? gunzipSync(bytes) : bytes).toString()).toBe(LONG);
    expect(target.bytes()).toBe(bytes.length);
  });

  test("what is given up leaves nothing behind", async () => {
    const dir = tempDir();
    const target = fileTarget(join(dir, "chat"), gzip, options);
    await target.write(LONG);
    target.discard();
    expect(readdirSync(dir)).toEqual([]);
  });
});

test("stdout gets all of it, in order", async () => {
  const { stdout } = ioIn({ cwd: "/" });
  const target = stdoutTarget(stdout, false);
  await target.write("a");
  await target.write(LONG);
  await target.commit();
  expect((stdout as typeof stdout & { text(): string }).text()).toBe(`a${LONG}`);
});
