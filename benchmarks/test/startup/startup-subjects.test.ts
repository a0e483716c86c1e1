import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { tempDir } from "@org/test-kit";
import { CORPUS_SIZES } from "../../src/corpus/corpus-size.ts";
import { makeCorpus } from "../../src/corpus/make-corpus.ts";
import { startupSubjects } from "../../src/startup/startup-subjects.ts";

test("every program that is timed runs, and get finds something", () => {
  const dir = tempDir();
  const lastDay = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  makeCorpus({ dir, size: CORPUS_SIZES.small, seed: "1", lastDay: lastDay as never });
  for (const { name, args } of startupSubjects(dir, "393310000000")) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: "" });
    if (name.includes("log-cli get")) expect(stdout.split("\n").length).toBeGreaterThan(50);
  }
});
