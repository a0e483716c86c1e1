import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fileTree } from "../src/file-tree.ts";
import { tempDir } from "../src/temp-dir.ts";

const made: string[] = [];

test("a fresh folder for each call", () => {
  made.push(tempDir(), tempDir());
  expect(new Set(made).size).toBe(2);
  expect(made.every((dir) => statSync(dir).isDirectory())).toBe(true);
});

test("a tree holds the files asked for, bytes as given", () => {
  const dir = fileTree({ "a/b/c.log": "text\n", "d.bin": Uint8Array.of(0xff, 0x00) });
  made.push(dir);
  expect(readFileSync(join(dir, "a/b/c.log"), "utf8")).toBe("text\n");
  expect([...readFileSync(join(dir, "d.bin"))]).toEqual([0xff, 0x00]);
});

afterAll(() => {
  expect(made.length).toBe(3);
  expect(made.filter((dir) => existsSync(dir))).toEqual([]);
});
