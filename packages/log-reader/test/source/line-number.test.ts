import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { lineNumberAt } from "../../src/source/line-number.ts";
import { failSystem } from "./failing-system.ts";

test("the number of a line counts the line feeds before it", () => {
  const dir = fileTree({ log: "one\ntwo\n\nfour\n" });
  expect([0, 4, 8, 9].map((offset) => lineNumberAt(dir, "log", offset))).toEqual([1, 2, 3, 4]);
});

test("the number of a line far in is counted in several reads", () => {
  const dir = fileTree({ log: "12345678\n".repeat(300_000) });
  expect(lineNumberAt(dir, "log", 9 * 299_999)).toBe(300_000);
});

test("there is no number where the file has gone, cannot be read, or goes on for too long", () => {
  const dir = fileTree({ log: "one\ntwo\n" });
  expect(lineNumberAt(dir, "other", 4)).toBeUndefined();
  expect(lineNumberAt(dir, "log", 1e12)).toBeUndefined();
  failSystem("readSync", "EIO");
  expect(lineNumberAt(dir, "log", 4)).toBeUndefined();
});
