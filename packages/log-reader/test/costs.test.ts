import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { LogReader, QueryReport, SearchQuery, StatsQuery } from "../src/index.ts";
import { collect, DAY_MS, logsOf, reportOf, type Written } from "./folder.ts";

const PHONE = "1234567890";

/** What the system was asked while a test ran: the paths opened, asked for, and listed. */
function watchSystem(): { opened: string[]; probed: string[]; listed: string[] } {
  const calls = {
    opened: vi.spyOn(fs, "openSync"),
    probed: vi.spyOn(fs, "lstatSync"),
    listed: vi.spyOn(fs, "readdirSync"),
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
  const paths = (call: { mock: { calls: unknown[][] } }): string[] =>
    call.mock.calls.map(([path]) => String(path));
  return {
    get opened() {
      return paths(calls.opened);
    },
    get probed() {
      return paths(calls.probed);
    },
    get listed() {
      return paths(calls.listed);
    },
  };
}

/** The same day of each of some phones, on each of the last days. */
function entriesOf(phones: number, days: number): Written[] {
  return Array.from({ length: phones * days }, (_, index) => ({
    phone: index < days ? PHONE : String(39_333_000_000 + Math.floor(index / days)),
    ago: (index % days) * DAY_MS,
    msg: "hello",
  }));
}

function folderOf(phones: number, days: number, { isListed = false } = {}): LogReader {
  const files: Record<string, string> = isListed ? {} : { "instances/web1": "" };
  return logsOf(entriesOf(phones, days), { files }).logs;
}

/** A report's figures that say what it cost. */
function costOf({ filesConsidered, filesOpened, bytesRead, linesParsed }: QueryReport) {
  return { filesConsidered, filesOpened, bytesRead, linesParsed };
}

describe("get for one phone of 1,000 with 30 days", { timeout: 120_000 }, () => {
  test.each([
    ["asks for its files by name", false],
    ["lists the days where instances are not known", true],
  ])("%s, and opens those in range only", async (_, isListed) => {
    const few = folderOf(2, 30, { isListed });
    const many = folderOf(1000, 30, { isListed });
    const system = watchSystem();
    for (const [query, days] of [
      [{ days: 7 }, 8],
      [{ since: "2026-11-20", until: "2026-11-22" }, 2],
      [{}, 30],
    ] as const) {
      const before = { opened: system.opened.length, probed: system.probed.length };
      const report = await reportOf((onReport) => many.get(PHONE, { ...query, onReport }));
      const opened = system.opened.slice(before.opened);
      expect(opened.length).toBeLessThanOrEqual(days + 1);
      expect(opened.every((path) => path.endsWith(`${PHONE}.log`))).toBe(true);
      expect(report.filesOpened).toBe(opened.length);
      expect(report.entries).toBeGreaterThan(0);
      const asked = system.probed.length - before.probed;

      const small = { probed: system.probed.length };
      const smallReport = await reportOf((onReport) => few.get(PHONE, { ...query, onReport }));
      // As much for one phone of two as for one of a thousand.
      expect(costOf(report)).toEqual(costOf(smallReport));
      expect(asked).toBe(system.probed.length - small.probed);
    }
  });

  test("lists no folder that holds a file of every phone", async () => {
    const logs = folderOf(1000, 8);
    const system = watchSystem();
    expect(await collect(logs.get(PHONE, { days: 7 }))).toHaveLength(8);
    // What is listed has a name for each instance.
    expect(system.listed.some((path) => path.endsWith("/instances"))).toBe(true);
    expect(system.listed.filter((path) => /\/(?:whatsapp|app)(?:\/|$)/.test(path))).toEqual([]);
  });
});

describe("a search", () => {
  test("does not touch days out of range, nor phones and logs not asked for", async () => {
    const { logs } = logsOf([
      ...entriesOf(10, 10),
      { log: "app", ago: DAY_MS, msg: "hello" },
      { log: "requests", msg: "hello" },
    ]);
    const system = watchSystem();
    const cost = async (query: Parameters<LogReader["search"]>[1]): Promise<number> => {
      const before = system.opened.length;
      const { filesOpened } = await reportOf((onReport) =>
        logs.search("x", { ...query, onReport }),
      );
      expect(system.opened.length - before).toBe(filesOpened);
      return filesOpened;
    };
    expect(await cost({})).toBe(102);
    expect(await cost({ since: "2026-11-23" })).toBe(11);
    expect(await cost({ since: "2026-11-22", until: "2026-11-23" })).toBe(11);
    expect(await cost({ log: "app" })).toBe(1);
    expect(await cost({ log: "whatsapp", phone: PHONE })).toBe(10);
    expect(await cost({ phone: PHONE, until: "2026-11-16" })).toBe(2);
  });

  test("for the newest reads the newest days", async () => {
    const logs = folderOf(10, 10);
    const report = await reportOf((onReport) =>
      logs.search("", { order: "desc", limit: 15, onReport }),
    );
    expect(report.filesOpened).toBe(20);
    expect(report.entries).toBe(15);
  });

  test("reads twice the bytes for twice the days", async () => {
    const logs = folderOf(5, 8);
    const bytes = async (since: string): Promise<number> =>
      (await reportOf((onReport) => logs.search("hello", { since, onReport }))).bytesRead;
    expect(await bytes("2026-11-16")).toBe(2 * (await bytes("2026-11-20")));
  });

  test("and a count read twice the bytes for twice the days or phones, whatever lies beside", async () => {
    const bytesIn = async (logs: LogReader, query: StatsQuery): Promise<number[]> => {
      const found = await reportOf((onReport) => logs.search("hello", { ...query, onReport }));
      let counted = 0;
      await logs.stats({ ...query, onReport: ({ bytesRead }) => (counted = bytesRead) });
      return [found.bytesRead, counted];
    };
    const [few, many] = [folderOf(4, 8), folderOf(40, 16)];
    const phones = ["39333000001", "39333000002", "39333000003"];
    const once = await bytesIn(few, { phone: phones[0], since: "2026-11-20" });
    const twice = once.map((bytes) => 2 * bytes);
    expect(once[0]).toBeGreaterThan(0);
    expect(await bytesIn(few, { phone: phones[0], since: "2026-11-16" })).toEqual(twice);
    expect(await bytesIn(few, { phone: phones.slice(1), since: "2026-11-20" })).toEqual(twice);
    // In ten times as many phones and twice as many days: not a byte more.
    expect(await bytesIn(many, { phone: phones[0], since: "2026-11-20" })).toEqual(once);
    expect(await bytesIn(many, { phone: phones.slice(1), since: "2026-11-20" })).toEqual(twice);
  });

  test("for the newest of one kind stops at the day that has enough of it", async () => {
    const { logs } = logsOf([
      ...entriesOf(5, 10),
      { phone: PHONE, ago: 3 * DAY_MS + 1000, level: "error", msg: "rare" },
      { phone: PHONE, ago: 6 * DAY_MS + 1000, level: "error", msg: "rare" },
    ]);
    const opened = async (query: SearchQuery): Promise<number> => {
      const wanted = { minLevel: "error", order: "desc", ...query } as const;
      return (await reportOf((onReport) => logs.search("", { ...wanted, onReport }))).filesOpened;
    };
    // A day has five files; the first "error" is on the fourth day back, the other on the seventh.
    expect(await opened({ limit: 1 })).toBe(20);
    expect(await opened({ limit: 2 })).toBe(35);
    expect(await opened({ limit: 3 })).toBe(50);
    expect(await opened({ limit: 1, phone: PHONE })).toBe(4);
    expect(await opened({ limit: 1, order: "asc" })).toBe(20);
  });

  test("that is left early reads no further day", async () => {
    const logs = folderOf(5, 10);
    const reports: QueryReport[] = [];
    for await (const entry of logs.search("", { onReport: (report) => reports.push(report) })) {
      expect(entry.msg).toBe("hello");
      break;
    }
    expect(reports[0]).toMatchObject({ filesConsidered: 5, filesOpened: 5 });
  });
});

describe("a query", () => {
  test("parses the lines that may match, and no others", async () => {
    const written = Array.from({ length: 1000 }, (_, n) => ({
      ago: n,
      msg: n % 100 === 0 ? "Zq" : "x",
    }));
    const { logs } = logsOf(written);
    const report = await reportOf((onReport) => logs.search("Zq", { onReport }));
    expect(report).toMatchObject({ linesParsed: 10, entries: 10 });
  });

  test("holds no file open while its consumer waits", async () => {
    const { dir, logs } = logsOf(entriesOf(20, 3));
    const entries = logs.search("");
    await entries.next();
    expect(openFilesBelow(dir)).toEqual([]);
    await entries.return();
  });

  test.each(["asc", "none"] as const)("left early leaves no file open (%s)", async (order) => {
    const { dir, logs } = logsOf(entriesOf(20, 3));
    for await (const entry of logs.search("", { order })) {
      expect(entry.msg).toBe("hello");
      break;
    }
    expect(openFilesBelow(dir)).toEqual([]);
  });
});

/** The files of a folder that this process holds open; none where the system does not tell. */
function openFilesBelow(dir: string): string[] {
  const descriptors = "/proc/self/fd";
  if (!fs.existsSync(descriptors)) return [];
  return fs
    .readdirSync(descriptors)
    .flatMap((name) => {
      try {
        return [fs.readlinkSync(join(descriptors, name))];
      } catch {
        return []; // the descriptor of this very listing
      }
    })
    .filter((path) => path.startsWith(dir));
}
