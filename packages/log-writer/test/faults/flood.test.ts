import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { writtenLines } from "../integration/written-lines.ts";

const FLOOD = new URL("bots/flood.mjs", import.meta.url);
const COUNT = process.env["FULL"] ? 5_000_000 : 400_000;
const MAX_BUFFERED_BYTES = 64 * 1024 * 1024;
const MEMORY_BESIDE_BYTES = 150 * 1024 * 1024;

async function flood(heed: "heed" | "ignore", phones: string): Promise<Record<string, number>> {
  const dir = tempDir();
  const { code, stdout, stderr } = await runNode(FLOOD, {
    args: [dir, String(COUNT), phones, heed],
    timeoutMs: 900_000,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const result = JSON.parse(stdout) as Record<string, number>;
  return { ...result, lines: writtenLines(dir).length };
}

test("a flood that is not heeded is dropped and counted exactly, and memory stays bounded", async () => {
  const result = await flood("ignore", "500");
  expect(result["dropped"]).toBeGreaterThan(0);
  expect((result["accepted"] ?? 0) + (result["dropped"] ?? 0)).toBe(COUNT);
  expect(result).toMatchObject({ written: result["accepted"], lines: result["accepted"] });
  expect(result["peakRss"]).toBeLessThan(MAX_BUFFERED_BYTES + MEMORY_BESIDE_BYTES);
}, 1_000_000);

test("a flood that heeds false loses nothing", async () => {
  const result = await flood("heed", "500");
  expect(result).toMatchObject({ accepted: COUNT, written: COUNT, dropped: 0, lines: COUNT });
  expect(result["peakRss"]).toBeLessThan(MAX_BUFFERED_BYTES + MEMORY_BESIDE_BYTES);
}, 1_000_000);
