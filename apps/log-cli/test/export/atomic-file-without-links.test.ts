import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test, vi } from "vitest";
import { createAtomicFile } from "../../src/export/atomic-file.ts";

// A file system such as FAT, of which a test has none at hand.
vi.mock(import("node:fs"), async (importOriginal) => ({
  ...(await importOriginal()),
  linkSync: () => {
    throw Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" });
  },
}));

test("without links a file takes a free place all the same", () => {
  const dir = tempDir();
  const file = createAtomicFile(join(dir, "chat.json"), {
    replace: false,
    onInterrupt: () => () => undefined,
  });
  file.write("a");
  file.commit();
  file.discard();
  expect(readFileSync(join(dir, "chat.json"), "utf8")).toBe("a");
  expect(statSync(join(dir, "chat.json")).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(["chat.json"]);
});

test("and never somebody else's", () => {
  const dir = tempDir();
  const file = createAtomicFile(join(dir, "chat.json"), {
    replace: false,
    onInterrupt: () => () => undefined,
  });
  writeFileSync(join(dir, "chat.json"), "somebody's");
  expect(() => file.commit()).toThrow(expect.objectContaining({ code: "EEXIST" }));
  file.discard();
  expect(readFileSync(join(dir, "chat.json"), "utf8")).toBe("somebody's");
  expect(readdirSync(dir)).toEqual(["chat.json"]);
});
