import { truncateSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isCalendarDay } from "@org/log-core";
import { fileTree } from "@org/test-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { startAhead } from "../src/ahead.ts";
import { openShared } from "../src/open-logs.ts";
import { collect, logsOf, NOW } from "./folder.ts";

/** Two days, the last of them with a file that is as large and holds nothing. */
function folderOf(bytes: number): string {
  const dir = fileTree({ "whatsapp/2026-11-22/111.log": "", "whatsapp/2026-11-23/111.log": "" });
  truncateSync(join(dir, "whatsapp/2026-11-23/111.log"), bytes);
  return dir;
}

function countThreads(): () => number {
  let count = 0;
  const listen = (): void => {
    count += 1;
  };
  process.on("worker", listen);
  onTestFinished(() => {
    process.off("worker", listen);
  });
  return () => count;
}

describe("no thread is started ahead", () => {
  test("where little is to be read, or nothing can be", async () => {
    const threads = countThreads();
    const later = "2026-11-24";
    if (!isCalendarDay(later)) throw new Error("no day");
    expect(startAhead({ dir: folderOf(1024 * 1024) })).toBe(false);
    expect(startAhead({ dir: folderOf(2 ** 30), since: later })).toBe(false);
    // A day takes 70 ms, both would take 140.
    expect(startAhead({ dir: folderOf(200 * 1024 * 1024), days: 1 })).toBe(false);
    expect(startAhead({ dir: join(folderOf(0), "missing") })).toBe(false);
    expect(startAhead({ dir: fileTree({ whatsapp: "" }) })).toBe(false);
    await setImmediate();
    expect(threads()).toBe(0);
  });
});

// On a machine that runs one thread at a time none is ever started.
describe.skipIf(availableParallelism() < 2)("a thread that is started ahead", () => {
  test("is the one, and the first large scan takes it", { timeout: 60_000 }, async () => {
    const threads = countThreads();
    const dir = folderOf(2 ** 30);
    expect(startAhead({ dir })).toBe(true);
    expect(startAhead({ dir, days: 1 })).toBe(true);
    // Threads are told of a turn later.
    await setImmediate();
    expect(threads()).toBe(1);

    const entries = Array.from({ length: 200 }, (_, n) => ({
      phone: "111",
      ago: n,
      msg: `m ${n}`,
    }));
    const rules = { readBytes: 4096, batchBytes: 4096, batchFiles: 1, minSharedMs: 0 };
    const clock = { now: () => NOW };
    // Both have a thread at a time.
    for (const newThreads of [0, 1]) {
      const logs = openShared({ dir: logsOf(entries).dir, clock }, { ...rules, maxWorkers: 1 });
      onTestFinished(() => logs.close());
      const before = threads();
      expect(await collect(logs.search("m"))).toHaveLength(200);
      expect(threads() - before).toBe(newThreads);
    }
  });
});
