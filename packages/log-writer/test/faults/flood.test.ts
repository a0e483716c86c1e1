import { readFileSync } from "node:fs";
import { runNode, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { dayFiles } from "../integration/written-lines.ts";
import { canTrace } from "./injection.ts";

const FLOOD = new URL("bots/flood.mjs", import.meta.url);
const COUNT = process.env["FULL"] ? 5_000_000 : 300_000;
const MAX_BUFFERED_BYTES = 64 * 1024 * 1024;
const MEMORY_BESIDE_BYTES = 150 * 1024 * 1024;
const MAX_LOOP_DELAY_MS = 50;
const LF = 0x0a;

/** Each write to a file takes 5 ms longer than it would: about 800 writes a second in all. */
const SLOW_DISK =
  "strace -f --seccomp-bpf -qq -o /dev/null -e trace=write,pwrite64 -e inject=write,pwrite64:delay_enter=5000".split(
    " ",
  );

async function flood(
  heed: "heed" | "ignore",
  disk: readonly string[] = [],
): Promise<Record<string, number>> {
  const dir = tempDir();
  const { code, stdout, stderr } = await runNode(FLOOD, {
    args: [dir, String(COUNT), "500", heed],
    under: disk,
    timeoutMs: 900_000,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const result = JSON.parse(stdout) as Record<string, number>;
  const lines = dayFiles(dir).reduce((sum, path) => sum + countLines(readFileSync(path)), 0);
  return { ...result, lines };
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines += 1;
  return lines;
}

// Another process may hold the machine for a moment, so the delay has three tries.
describe.each([
  ["this machine's disk", []],
  ["a slow disk", SLOW_DISK],
])("a flood to %s", { timeout: 1_000_000, retry: 2 }, (_name, disk) => {
  test.skipIf(disk.length > 0 && !canTrace)(
    "that is not heeded is dropped and counted exactly, and memory stays bounded",
    async () => {
      const result = await flood("ignore", disk);
      expect(result["dropped"]).toBeGreaterThan(0);
      expect((result["accepted"] ?? 0) + (result["dropped"] ?? 0)).toBe(COUNT);
      expect(result).toMatchObject({ written: result["accepted"], lines: result["accepted"] });
      expect(result["peakRss"]).toBeLessThan(MAX_BUFFERED_BYTES + MEMORY_BESIDE_BYTES);
    },
  );

  test.skipIf(disk.length > 0 && !canTrace)(
    "that heeds false loses nothing, and the event loop stays free",
    async () => {
      const result = await flood("heed", disk);
      expect(result).toMatchObject({ accepted: COUNT, written: COUNT, dropped: 0, lines: COUNT });
      expect(result["peakRss"]).toBeLessThan(MAX_BUFFERED_BYTES + MEMORY_BESIDE_BYTES);
      expect(result["p99Ms"]).toBeLessThan(MAX_LOOP_DELAY_MS);
    },
  );
});
