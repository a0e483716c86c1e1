import type { Worker } from "node:worker_threads";
import { describe, expect, onTestFinished, test } from "vitest";
import { openLogs, type LogReader, type QueryReport } from "../../src/index.ts";
import { openShared } from "../../src/open-logs.ts";
import { sharingRules } from "../../src/threads/sharing.ts";
import { collect, DAY_MS, logsOf, NOW, reportOf } from "../folder.ts";

const LINES_A_DAY = 400;
const DAYS = 5;

/** Five days of two phones, about 400 kB. */
function folder(): string {
  const entries = Array.from({ length: DAYS * LINES_A_DAY }, (_, n) => ({
    phone: n % 2 === 0 ? "111" : "222",
    ago: Math.floor(n / LINES_A_DAY) * DAY_MS + (n % LINES_A_DAY),
    type: n % 3 === 0 ? "image" : "text",
    msg: `message ${n} ${"x".repeat(100)}`,
  }));
  return logsOf(entries).dir;
}

/** A reader that shares whatever there is, in small pieces. */
function sharedReader(dir: string): LogReader {
  const pieces = { readBytes: 4096, batchBytes: 16 * 1024, batchFiles: 1 };
  const rules = { ...pieces, maxWorkers: 2, minSharedMs: 0 };
  const logs = openShared({ dir, clock: { now: () => NOW } }, rules);
  onTestFinished(() => logs.close());
  return logs;
}

/** The threads that are started while a test runs. */
function watchThreads(onThread: (thread: Worker) => void = () => {}): Worker[] {
  const threads: Worker[] = [];
  const listen = (thread: Worker): void => {
    threads.push(thread);
    onThread(thread);
  };
  process.on("worker", listen);
  onTestFinished(() => {
    process.off("worker", listen);
  });
  return threads;
}

describe("threads", { timeout: 60_000 }, () => {
  test("that find more than they send give all of it, in whichever order", async () => {
    const long = "x".repeat(50_000);
    const entries = Array.from({ length: 80 }, (_, n) => ({
      phone: `1234567${n % 4}`,
      ago: n * 1000,
      direction: "OUTGOING" as const,
      type: "text",
      id: `wamid.${n}`,
      data: { text: `${long} ${n}`, status: "failed" },
    }));
    const { dir } = logsOf(entries);
    // Files of 1 MB, and of each batch no more than half of that is sent.
    const rules = { ...sharingRules(2), batchFiles: 1, minSharedMs: 0 };
    const logs = openShared({ dir, clock: { now: () => NOW } }, rules);
    onTestFinished(() => logs.close());
    const threads = watchThreads();
    for (const order of ["none", "asc", "desc"] as const) {
      const found = await collect(logs.search("", { direction: "outgoing", order }));
      expect(found).toHaveLength(entries.length);
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(entries.map(({ id }) => id)));
    }
    const { delivery } = await logs.stats({ delivery: true });
    expect(delivery?.states.failed).toBe(entries.length);
    expect(threads).not.toHaveLength(0);
  });

  test("are not started for little", async () => {
    const dir = folder();
    const threads = watchThreads();
    const logs = openLogs({ dir, workers: 3, clock: { now: () => NOW } });
    expect(await collect(logs.search("message 7"))).not.toHaveLength(0);
    await logs.stats();
    await logs.close();
    expect(threads).toHaveLength(0);
  });

  test("are not started for what one day with a limit answers, nor with none allowed", async () => {
    const dir = folder();
    const threads = watchThreads();
    const rules = { ...sharingRules(2), minSharedMs: 0 };
    const newest = { order: "desc", limit: 100, type: "text" } as const;
    expect(await collect(openShared({ dir }, rules).search("", newest))).toHaveLength(100);
    const alone = openShared({ dir }, { ...rules, maxWorkers: 0 });
    expect(await collect(alone.search("message 7"))).not.toHaveLength(0);
    expect(threads).toHaveLength(0);
  });

  test("serve one query after the other, and several at once", async () => {
    const logs = sharedReader(folder());
    const threads = watchThreads();
    const counts = await Promise.all(
      ["text", "image"].map(async (type) => (await collect(logs.search("", { type }))).length),
    );
    expect(counts).toEqual([1333, 667]);
    expect((await logs.stats({ type: "image" })).entries).toBe(667);
    expect(threads).toHaveLength(2);
  });

  test("end with the reader", async () => {
    const logs = sharedReader(folder());
    const threads = watchThreads();
    await collect(logs.search("message", { type: "text" }));
    const ended = threads.map(
      (thread) => new Promise((resolve) => void thread.once("exit", resolve)),
    );
    await logs.close();
    expect(await Promise.all(ended)).toHaveLength(2);
  });

  test("that fail leave their work to others", async () => {
    const dir = folder();
    const whole = await collect(sharedReader(dir).search("", { type: "text" }));
    // The first thing a thread says is that it has started; after the third it has more to do.
    for (const messagesBefore of [0, 3]) {
      const logs = sharedReader(dir);
      const failed = new Set<Worker>();
      const threads = watchThreads((thread) => {
        let messages = 0;
        thread.on("message", () => {
          messages += 1;
          if (messages > messagesBefore) void thread.terminate();
        });
        thread.once("exit", () => failed.add(thread));
      });
      while (failed.size < 2) {
        expect(await collect(logs.search("", { type: "text" }))).toEqual(whole);
        expect((await logs.stats({ type: "text" })).entries).toBe(whole.length);
      }
      // What made them fail would make others fail.
      expect(await collect(logs.search("", { type: "text" }))).toEqual(whole);
      expect(threads).toHaveLength(2);
    }
  });

  test("that cannot be started are done without", async () => {
    const dir = folder();
    const whole = await collect(sharedReader(dir).search("", { type: "text" }));
    const threads = watchThreads((thread) => {
      thread.emit("error", new Error("no memory for a thread"));
    });
    const logs = sharedReader(dir);
    expect(await collect(logs.search("", { type: "text" }))).toEqual(whole);
    expect((await logs.stats()).entries).toBe(DAYS * LINES_A_DAY);
    expect(threads).toHaveLength(2);
  });
});

describe("a query in threads ends at once", { timeout: 60_000 }, () => {
  test("with its signal's reason", async () => {
    const abort = new AbortController();
    const seen: unknown[] = [];
    const run = async (): Promise<void> => {
      const query = { type: "text", signal: abort.signal, order: "none" } as const;
      for await (const entry of sharedReader(folder()).search("", query)) {
        seen.push(entry);
        abort.abort(new Error("enough"));
      }
    };
    await expect(run()).rejects.toThrow("enough");
    expect(seen).toHaveLength(1);
  });

  test("with its reader", async () => {
    const logs = sharedReader(folder());
    const entries = logs.search("", { type: "text" });
    await entries.next();
    await logs.close();
    await expect(collect(entries)).rejects.toMatchObject({ code: "LOG_READER_CLOSED" });
    const other = sharedReader(folder());
    const waiting = other.stats();
    await other.close();
    await expect(waiting).rejects.toMatchObject({ code: "LOG_READER_CLOSED" });
  });

  test("at its limit and when it is left, and the next one is whole", async () => {
    const logs = sharedReader(folder());
    const reports: QueryReport[] = [];
    const query = { type: "text", limit: 300, onReport: (one: QueryReport) => reports.push(one) };
    expect(await collect(logs.search("", query))).toHaveLength(300);
    for await (const _ of logs.search("", { type: "text" })) break;
    expect(reports[0]?.matches).toBe(300);
    expect(reports[0]?.filesConsidered).toBeLessThan(DAYS * 2);
    expect(await collect(logs.search("", { type: "text" }))).toHaveLength(1333);
  });
});

test("twice the days cost twice the bytes in threads too, and other days and phones nothing", async () => {
  const logs = sharedReader(folder());
  const cost = async (since: string): Promise<QueryReport> =>
    reportOf((onReport) => logs.search("message", { since, phone: "111", onReport }));
  const [two, four] = [await cost("2026-11-22"), await cost("2026-11-20")];
  expect([two.filesOpened, four.filesOpened]).toEqual([2, 4]);
  // Pieces of a file overlap by less than a line.
  expect(four.bytesRead / two.bytesRead).toBeCloseTo(2, 1);
});
