import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { writtenIds } from "./written-lines.ts";

const WORKER = new URL("bots/worker.mjs", import.meta.url);

test.each([
  ["exit", "no"],
  ["throw", "no"],
  ["exit", "yes"],
  ["throw", "yes"],
])(
  "a worker thread that ends by %s (thread pool full: %s) has written everything",
  async (end, full) => {
    const dir = tempDir();
    await runNode(WORKER, { args: [dir, "3500", end, full] });
    const expected = Array.from({ length: 3500 }, (_, index) => `w-${index}`);
    expect(writtenIds(dir)).toEqual(expected);
  },
);
