import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test, vi } from "vitest";
import { cachedCorpus } from "../../src/corpus/cached-corpus.ts";

test("is made once, whole, and stays as it is", () => {
  vi.stubEnv("TMPDIR", tempDir());
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const { dir, firstDay, lastDay } = cachedCorpus("small");
  expect([firstDay, lastDay]).toEqual(["2026-11-20", "2026-11-22"]);
  expect(readdirSync(dirname(dir))).toHaveLength(1);
  expect(readdirSync(join(dir, "whatsapp")).filter((name) => name.startsWith("2"))).toEqual([
    "2026-11-20",
    "2026-11-21",
    "2026-11-22",
  ]);
  const settings = join(dir, "layout.json");
  writeFileSync(settings, `${readFileSync(settings, "utf8")}\n`);
  const { mtimeMs } = statSync(settings);
  expect(cachedCorpus("small").dir).toBe(dir);
  expect(statSync(settings).mtimeMs).toBe(mtimeMs);
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
