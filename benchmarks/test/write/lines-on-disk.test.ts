import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { bytesOnDisk, countLines } from "../../src/write/lines-on-disk.ts";
import { createWorkload } from "../../src/write/workload.ts";

test("counts entries in all folders once, doubled ones apart, and follows no link", () => {
  const dir = tempDir();
  const workload = createWorkload({ entries: 10, phones: 1 });
  const line = (number: number): string => `${JSON.stringify(workload(number))}\n`;
  mkdirSync(join(dir, "day"));
  writeFileSync(join(dir, "day", "a.log"), line(0) + line(1) + line(1));
  writeFileSync(join(dir, "b.log"), `${line(7)}{"torn":`);
  if (process.platform !== "win32") symlinkSync("day/a.log", join(dir, "a.log"));
  expect(countLines(dir, 10)).toStrictEqual({ files: 2, distinct: 3, doubled: 1 });
  expect(bytesOnDisk(dir)).toBe(
    Buffer.byteLength(line(0) + line(1) + line(1) + line(7)) + '{"torn":'.length,
  );
});
