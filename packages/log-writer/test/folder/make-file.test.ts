import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileTree, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { makeFile } from "../../src/folder/make-file.ts";
import { modeOf, UMASKS, withUmask } from "./with-umask.ts";

test.each(UMASKS)("a file has its text and its mode under the umask %o", (mask) => {
  const path = join(tempDir(), "file");
  withUmask(mask);
  makeFile(path, "text é", 0o640);
  expect(readFileSync(path, "utf8")).toBe("text é");
  expect(modeOf(path)).toBe("640");
});

test("a file that is there stays as it is", () => {
  const path = join(fileTree({ file: "mine" }), "file");
  expect(() => makeFile(path, "other", 0o600)).toThrow(/EEXIST/);
  expect(readFileSync(path, "utf8")).toBe("mine");
});
