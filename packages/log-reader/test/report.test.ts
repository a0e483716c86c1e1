import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { QueryReport } from "../src/index.ts";
import { collect, DAY_MS, logsOf, reportOf } from "./folder.ts";

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
