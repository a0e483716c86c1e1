import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openLogs, type QueryReport, type SearchQuery } from "../src/index.ts";
import { collect, DAY_MS, logsOf, messages, NOW, reportOf } from "./folder.ts";
import { failSystem } from "./source/failing-system.ts";

const line = (msg: string): string =>
  `{"level":"info","time":"2026-11-23T10:00:00.000Z","msg":"${msg}"}`;

describe("the report of a query", () => {
  test("counts what was looked at", async () => {
    const { logs } = logsOf([
      { msg: "Zq" },
      { phone: "555", msg: "two" },
      { ago: 2 * DAY_MS, msg: "Zq" },
    ]);
    const report = await reportOf((onReport) => logs.search("Zq", { onReport }));
    expect(report).toMatchObject({
      timeZone: "UTC",
      firstDay: "2026-11-21",
      lastDay: "2026-11-23",
      filesConsidered: 3,
      filesOpened: 3,
      linesSeen: 2,
      linesParsed: 2,
      entries: 2,
      malformed: 0,
      malformedLines: [],
      salvaged: 0,
      tornTails: 0,
      tornTailLines: [],
      unreadable: 0,
      unreadableFiles: [],
      foreignFiles: 0,
      foreignPaths: [],
    });
    expect(report.bytesRead).toBeGreaterThan(100);
    expect(report.elapsedMs).toBeGreaterThan(0);
  });

  test("names the days asked for, whether or not they hold anything", async () => {
    const { logs } = logsOf([{ msg: "one" }], { timeZone: "Europe/Rome" });
    const report = await reportOf((onReport) => logs.get("555", { days: 7, onReport }));
    expect(report).toMatchObject({
      timeZone: "Europe/Rome",
      firstDay: "2026-11-16",
      lastDay: "2026-11-23",
      entries: 0,
    });
  });

  test("names no days where there are none", async () => {
    const { logs } = logsOf([]);
    const report = await reportOf((onReport) => logs.search("x", { onReport }));
    expect(report).toMatchObject({ firstDay: undefined, lastDay: undefined });
  });

  test("names malformed lines by file, offset and line, and counts what was salvaged", async () => {
    const torn = line("torn").slice(0, -5);
    const file = "whatsapp/2026-11-23/1234567890.log";
    const text = `${line("a")}\n${torn}\nno entry\n${torn}${line("glued")}\n\n   \n${line("b")}\n${torn}`;
    const { logs } = logsOf([], { files: { [file]: text } });
    const report = await reportOf((onReport) => logs.search("", { onReport }));
    const second = line("a").length + 1;
    const third = second + torn.length + 1;
    const fourth = third + "no entry\n".length;
    expect(report).toMatchObject({ entries: 3, malformed: 3, salvaged: 1, tornTails: 1 });
    expect(report.malformedLines.toSorted((a, b) => a.offset - b.offset)).toEqual([
      { file, offset: second, line: 2 },
      { file, offset: third, line: 3 },
      { file, offset: fourth, line: 4 },
    ]);
  });

  test("names the first malformed lines of many", async () => {
    const files = { "app/2026-11-23/app.log": "no entry\n".repeat(1000) };
    const report = await reportOf((onReport) =>
      logsOf([], { files }).logs.search("", { onReport }),
    );
    expect(report.malformed).toBe(1000);
    expect(report.malformedLines).toHaveLength(20);
    expect(report.malformedLines[19]).toMatchObject({ line: 20 });
  });

  test("counts what the layout does not know, and does not read it", async () => {
    const { dir, logs } = logsOf([{ msg: "one" }], {
      files: {
        "whatsapp/2026-11-23/notes.txt": line("x"),
        "whatsapp/2026-11-23/.1234567890.log.swp": line("x"),
        "whatsapp/2026-11-23/con.log": line("x"),
      },
    });
    mkdirSync(join(dir, "whatsapp/2026-11-23/555.log"));
    const report = await reportOf((onReport) => logs.search("", { onReport }));
    expect(report).toMatchObject({ entries: 1, filesOpened: 1, foreignFiles: 4 });
  });

  test("counts a folder in place of a phone's file", async () => {
    for (const files of [{}, { "instances/web1": "" }]) {
      const { dir, logs } = logsOf([], { files: { ...files, "whatsapp/2026-11-23/x": "" } });
      mkdirSync(join(dir, "whatsapp/2026-11-23/555.log"));
      const report = await reportOf((onReport) => logs.get("555", { onReport }));
      expect(report).toMatchObject({ entries: 0, filesOpened: 0, foreignFiles: 1, unreadable: 0 });
    }
  });

  test("counts a file in place of a day", async () => {
    const { dir, logs } = logsOf([{ msg: "one" }]);
    writeFileSync(join(dir, "whatsapp/2026-11-22"), "no folder");
    const report = await reportOf((onReport) => logs.search("", { days: 2, onReport }));
    expect(report).toMatchObject({ entries: 1, foreignFiles: 1 });
  });

  test("comes once, also when the query ends early or is aborted", async () => {
    const { logs } = logsOf([{ msg: "a" }, { msg: "b" }, { msg: "c" }]);
    const reports: QueryReport[] = [];
    const onReport = (report: QueryReport): void => void reports.push(report);
    for await (const entry of logs.search("", { onReport })) {
      expect(entry.msg).toBe("a");
      break;
    }
    await collect(logs.search("", { limit: 2, onReport }));
    const controller = new AbortController();
    const entries = logs.search("", { signal: controller.signal, onReport });
    await entries.next();
    controller.abort(new Error("enough"));
    await expect(entries.next()).rejects.toThrow("enough");
    expect(reports.map((report) => report.entries)).toEqual([1, 2, 1]);
  });
});

describe("the report of what is wrong in a folder", () => {
  test("names files that could not be read, and gives what is in the others", async () => {
    const { logs } = logsOf([
      { msg: "one" },
      { phone: "555", msg: "two" },
      { log: "app", msg: "3" },
    ]);
    failSystem("openSync", "EACCES", "555.log");
    const reports: QueryReport[] = [];
    const onReport = (report: QueryReport): void => void reports.push(report);
    expect(await messages(logs.search("", { onReport }))).toEqual(["one", "3"]);
    expect((await logs.stats({ onReport })).entries).toBe(1);
    for (const report of reports) {
      expect(report).toMatchObject({
        unreadable: 1,
        unreadableFiles: [{ file: "whatsapp/2026-11-23/555.log", code: "EACCES" }],
      });
    }
    expect(reports).toHaveLength(2);
  });

  test("is the same for every order, with context, in counting, and with threads", async () => {
    const torn = line("torn").slice(0, -5);
    const [one, two] = ["whatsapp/2026-11-22/111.log", "whatsapp/2026-11-23/222.log"];
    const { dir } = logsOf([], {
      files: {
        [one]: `${line("a").replace("-23T", "-22T")}\n${torn}\n`,
        [two]: `${line("b")}\n${torn}${line("glued")}\n${torn}`,
        "whatsapp/2026-11-23/stranger": "",
      },
    });
    const whatIsWrong = {
      filesConsidered: 2,
      malformed: 2,
      malformedLines: [
        { file: one, line: 2 },
        { file: two, line: 2 },
      ],
      salvaged: 1,
      tornTails: 1,
      tornTailLines: [{ file: two, line: 3 }],
      foreignFiles: 1,
      foreignPaths: ["whatsapp/2026-11-23/stranger"],
      unreadable: 0,
    };
    const ways: readonly SearchQuery[] = [
      { order: "asc" },
      { order: "desc" },
      { order: "none" },
      { before: 1, after: 1 },
    ];
    for (const workers of [0, 2]) {
      const logs = openLogs({ dir, workers, clock: { now: () => NOW } });
      const reports: QueryReport[] = [];
      const onReport = (report: QueryReport): void => void reports.push(report);
      const asked = { log: "whatsapp", parseEveryLine: true, onReport } as const;
      for (const way of ways) await collect(logs.search("", { ...asked, ...way }));
      await logs.stats(asked);
      for (const report of reports) {
        const { malformedLines } = report;
        const sorted = malformedLines.toSorted((a, b) => a.file.localeCompare(b.file));
        expect({ ...report, malformedLines: sorted }).toMatchObject(whatIsWrong);
      }
      expect(reports).toHaveLength(ways.length + 1);
      await logs.close();
    }
  });

  test("without a condition that a line meets, a damaged line is none of its business", async () => {
    const file = "whatsapp/2026-11-23/111.log";
    const { logs } = logsOf([], { files: { [file]: `no entry\n${line("Zq")}\n${line("b")}\n` } });
    const few = await reportOf((onReport) => logs.search("Zq", { onReport }));
    expect(few).toMatchObject({ linesSeen: 1, linesParsed: 1, malformed: 0 });
    const all = await reportOf((onReport) => logs.search("Zq", { parseEveryLine: true, onReport }));
    expect(all).toMatchObject({ linesSeen: 3, linesParsed: 3, malformed: 1, entries: 1 });
    expect(all.malformedLines).toEqual([{ file, offset: 0, line: 1 }]);
  });
});
