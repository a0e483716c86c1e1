import { readdirSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createRegexJudge } from "../../src/regex/regex-judge.ts";
import { ScanThread } from "../../src/threads/scan-thread.ts";

/** The packages' compiled files that this process has open. */
function openModules(): string[] {
  return readdirSync("/proc/self/fd").flatMap((descriptor) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${descriptor}`);
      return /log-\w+\/dist\/.*\.js$/.test(path) ? [path] : [];
    } catch {
      return []; // It was the one that lists them.
    }
  });
}

// Only there can be told what is open.
test.runIf(process.platform === "linux")(
  "threads that are ended at any moment leave no file of theirs open",
  { timeout: 60_000 },
  async () => {
    const counted = { kind: "stats" as const, timeZone: "UTC", paths: [] };
    const sizes = { readBytes: 1024, batchBytes: 1024, batchFiles: 1 };
    const conditions = { phones: undefined, directions: undefined, types: undefined };
    const job = {
      dir: "nowhere",
      conditions: { ...conditions, minLevel: undefined, texts: [], regex: undefined, where: [] },
      logs: ["app"] as const,
      options: {},
      counted,
      sizes,
    };
    for (let ms = 0; ms < 120; ms += 5) {
      const thread = new ScanThread();
      thread.begin(1, job, () => undefined);
      const judge = createRegexJudge({ source: "a", flags: "" });
      const judging = judge.judge([["a"]]);
      await sleep(ms);
      thread.close();
      judge.close();
      await judging;
    }
    await expect.poll(openModules, { timeout: 10_000 }).toEqual([]);
  },
);
