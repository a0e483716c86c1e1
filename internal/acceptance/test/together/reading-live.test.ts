import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  addDays,
  createCalendar,
  formatDayFile,
  formatEntry,
  formatTime,
  type LogEntry,
} from "@org/log-core";
import { locationOf, openLogs, type LogReader, type QueryReport } from "@org/log-reader";
import { eventually, startNode, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";

const FULL = process.env["FULL"] !== undefined;
const ROUNDS = FULL ? 40 : 5;
const WRITER = fileURLToPath(new URL("writer.mjs", import.meta.url));
const REMOVER = fileURLToPath(new URL("remover.mjs", import.meta.url));
const SHARED_PHONES = ["1234567890", "393331234567", "120363025246125486@g.us"];
const DAY_MS = 86_400_000;

/** Starts four bots that log to the same phones. */
function startWriters(dir: string): { stop(): Promise<number> } {
  const bots = ["a", "b", "c", "d"].map((name) =>
    startNode(WRITER, { args: [dir, name, SHARED_PHONES.join(",")], timeoutMs: 300_000 }),
  );
  return {
    /** Lets them end, and returns how many messages they have logged. */
    async stop() {
      for (const { child } of bots) child.stdin.end();
      const results = await Promise.all(bots.map(({ ended }) => ended));
      for (const { code, stderr } of results) {
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      }
      return results.reduce((sum, { stdout }) => sum + Number(stdout), 0);
    },
  };
}

/** What must hold for every answer, whatever happens to the files. */
async function checkAnswer(entries: AsyncIterable<LogEntry>): Promise<LogEntry[]> {
  const found: LogEntry[] = [];
  const places = new Set<string>();
  const texts = new Set<string>();
  for await (const entry of entries) {
    const { file, offset } = locationOf(entry) ?? {};
    places.add(`${file}:${offset}`);
    texts.add(String(entry.msg));
    found.push(entry);
    const { text, length } = entry["data"] as { text: string; length: number };
    if (text.length !== length) throw new Error(`torn: ${entry.msg}`);
  }
  expect(places.size).toBe(found.length);
  expect(texts.size).toBe(found.length);
  return found;
}

/** Every way to ask for everything. */
const ASK: Readonly<
  Record<
    string,
    (logs: LogReader, onReport: (report: QueryReport) => void) => AsyncIterable<LogEntry>
  >
> = {
  "oldest first": (logs, onReport) => logs.search("", { onReport }),
  "newest first": (logs, onReport) => logs.search("", { order: "desc", onReport }),
  "as found": (logs, onReport) => logs.search("", { order: "none", onReport }),
  "by a text": (logs, onReport) => logs.search(":", { log: "whatsapp", onReport }),
  "with what stands around": (logs, onReport) =>
    logs.search("7", { before: 1, after: 1, onReport }),
  "phone by phone": (logs, onReport) => logs.get(SHARED_PHONES, { onReport }),
};

describe("reading while four bots write", { timeout: 600_000 }, () => {
  test("gives whole entries, each once, and in the end all", async () => {
    const dir = tempDir();
    const writers = startWriters(dir);
    const logs = openLogs({ dir });
    await eventually(async () => (await logs.stats()).entries > 100);
    const seen = new Map<string, number[]>(Object.keys(ASK).map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, ask] of Object.entries(ASK)) {
        const reports: QueryReport[] = [];
        const found = await checkAnswer(ask(logs, (report) => reports.push(report)));
        expect(reports[0]).toMatchObject({ malformed: 0, unreadable: 0, foreignFiles: 0 });
        seen.get(name)?.push(found.length);
      }
      const { entries } = await logs.stats({ log: ["whatsapp", "app"] });
      expect(entries).toBeGreaterThanOrEqual(seen.get("oldest first")?.at(-1) ?? 0);
    }
    const written = await writers.stop();
    for (const [name, counts] of seen) {
      // Each answer has what the one before had, and they were asked while there was more to come.
      if (!name.includes("around")) expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(counts[0]).toBeLessThan(counts.at(-1) ?? 0);
      expect(counts[0]).toBeGreaterThan(0);
    }
    expect(await checkAnswer(logs.search("", { log: "whatsapp" }))).toHaveLength(written);
    expect(await checkAnswer(logs.search("", { log: "app" }))).toHaveLength(written / 10);
    expect((await logs.stats()).entries).toBe(written);
    await logs.close();
  });
});

// Many files a day, so that some go between being listed and being opened.
const PEOPLE = Array.from({ length: 40 }, (_, at) => String(393_330_000_000 + at));
const LINES_A_DAY = FULL ? 100 : 15;

/** A month of some people, some of it in files that they share. */
function makeMonth(dir: string): void {
  const calendar = createCalendar("UTC");
  const today = calendar.dayOf(Date.now());
  const files = new Map<string, string>();
  for (let back = 1; back <= 28; back += 1) {
    const day = addDays(today, -back);
    for (const [at, phone] of PEOPLE.entries()) {
      const lines = Array.from({ length: LINES_A_DAY }, (_, line) => {
        const length = (line * 37 + at) % 900;
        return {
          level: "info" as const,
          time: formatTime(Date.now() - (Date.now() % DAY_MS) - back * DAY_MS + line * 1000 + at),
          phone,
          data: { text: "x".repeat(length), length },
          msg: `${day}:${phone}:${line}`,
        };
      });
      const own = formatDayFile({ log: "whatsapp", key: phone, day, part: 1 });
      const shared = formatDayFile({ log: "app", key: "app", day, part: 1 });
      files.set(own, lines.map((entry) => `${formatEntry(entry)}\n`).join(""));
      const about = lines.map((entry) => `${formatEntry({ ...entry, msg: `${entry.msg}:app` })}\n`);
      files.set(shared, (files.get(shared) ?? "") + about.join(""));
    }
  }
  files.set("layout.json", '{"version":1,"timeZone":"UTC","retentionDays":30}\n');
  for (const [file, text] of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
}

describe("reading while days are cleaned up and people erased", { timeout: 600_000 }, () => {
  test("gives whole entries, each once, of what is left, and no error", async () => {
    const dir = tempDir();
    makeMonth(dir);
    const writers = startWriters(dir);
    const logs = openLogs({ dir });
    const gone = PEOPLE.slice(0, 10);
    const removing = startNode(REMOVER, { args: [dir, "5", gone.join(",")], timeoutMs: 300_000 });
    const isOver = (): boolean => removing.child.exitCode !== null;
    const first = await checkAnswer(logs.search("", { until: startOfToday() }));
    expect(first.length).toBeGreaterThan(0);
    let answers = 0;
    while (!isOver()) {
      for (const ask of Object.values(ASK)) {
        const reports: QueryReport[] = [];
        await checkAnswer(ask(logs, (report) => reports.push(report)));
        expect(reports).toMatchObject([{ unreadable: 0, unreadableFiles: [] }]);
        answers += 1;
        if (isOver()) break;
      }
      await logs.stats({ log: ["whatsapp", "app"] });
      await logs.list();
    }
    expect(await removing.ended).toMatchObject({ code: 0, stderr: "" });
    expect(answers).toBeGreaterThan(0);
    expect(await writers.stop()).toBeGreaterThan(0);

    const reports: QueryReport[] = [];
    const past = { until: startOfToday(), onReport: (report: QueryReport) => reports.push(report) };
    const left = await checkAnswer(logs.search("", past));
    // Five days of the thirty that are left, in their own files and in app.log, and not a line besides.
    expect(left).toHaveLength(5 * 30 * LINES_A_DAY * 2);
    expect(new Set(left.map(({ phone }) => phone))).toEqual(new Set(PEOPLE.slice(10)));
    expect(reports[0]).toMatchObject({ malformed: 0, tornTails: 0, unreadable: 0 });
    await logs.close();
  });
});

function startOfToday(): number {
  return Date.now() - (Date.now() % DAY_MS);
}
