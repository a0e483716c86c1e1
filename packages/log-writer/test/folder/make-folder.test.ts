import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileTree, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { makeFolder } from "../../src/folder/make-folder.ts";
import { modeOf, UMASKS, withUmask } from "./with-umask.ts";

test.each(UMASKS)("every folder made has its mode under the umask %o", (mask) => {
  const dir = tempDir();
  withUmask(mask);
  makeFolder(join(dir, "a/b/c"), 0o2770);
  for (const made of ["a", "a/b", "a/b/c"]) expect(modeOf(join(dir, made))).toBe("2770");
});

test("a folder that is there keeps its mode, those above it too", () => {
  const dir = tempDir();
  mkdirSync(join(dir, "a"));
  chmodSync(join(dir, "a"), 0o755);
  makeFolder(join(dir, "a/b"), 0o700);
  makeFolder(join(dir, "a"), 0o700);
  expect([modeOf(join(dir, "a")), modeOf(join(dir, "a/b"))]).toEqual(["755", "700"]);
});

test("something else in the way is an error of the file system", () => {
  const dir = fileTree({ a: "a file" });
  expect(() => makeFolder(join(dir, "a/b"), 0o700)).toThrow(/ENOTDIR/);
  writeFileSync(join(dir, "b"), "");
  // What is done in it next will tell.
  expect(() => makeFolder(join(dir, "b"), 0o700)).not.toThrow();
});

test.runIf(process.platform === "linux")("where nothing can be made it says so", () => {
  expect(() => makeFolder("/proc/not-there/logs", 0o700)).toThrow(/ENOENT/);
});
