import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { formatAlias, isLogError, type PhoneKey } from "@org/log-core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { QueryReport } from "../src/index.ts";
import { collect, DAY_MS, HOUR_MS, logsOf, NOW } from "./folder.ts";
import { failSystem } from "./source/failing-system.ts";

const [ANNA, BEN, GROUP] = ["1234567890", "9876543210", "120363025246125486@g.us"];
const LID = "555000111@lid";

describe("list", () => {
  test("gives every phone with its days and bytes, sorted", async () => {
    const { dir, logs } = logsOf([
      { phone: BEN, ago: 2 * DAY_MS, msg: "x" },
      { phone: ANNA, msg: "x" },
      { phone: ANNA, ago: 5 * DAY_MS, msg: "x" },
      { phone: ANNA, ago: 5 * DAY_MS, msg: "x", instance: "web1" },
      { phone: GROUP, msg: "x" },
      { log: "app", msg: "no phone's" },
    ]);
    writeFileSync(join(dir, "whatsapp/2026-11-23/notes.txt"), "a stranger's");
    mkdirSync(join(dir, "whatsapp/2026-11-31"));
    const line = fs.statSync(join(dir, `whatsapp/2026-11-21/${BEN}.log`)).size;
    const web1 = fs.statSync(join(dir, `whatsapp/2026-11-18/${ANNA}~web1.log`)).size;
    expect(await logs.list()).toEqual([
      {
        phone: GROUP,
        days: 1,
        firstDay: "2026-11-23",
        lastDay: "2026-11-23",
        bytes: line + GROUP.length - BEN.length,
      },
      {
        phone: ANNA,
        days: 2,
        firstDay: "2026-11-18",
        lastDay: "2026-11-23",
        bytes: 2 * line + web1,
      },
      { phone: BEN, days: 1, firstDay: "2026-11-21", lastDay: "2026-11-21", bytes: line },
    ]);
  });

  test("can be narrowed by phone and by days", async () => {
    const { logs } = logsOf([
      { phone: BEN, ago: 2 * DAY_MS },
      { phone: ANNA },
      { phone: ANNA, ago: 5 * DAY_MS },
    ]);
    expect(await logs.list({ phone: "+98 765 432 10" })).toMatchObject([{ phone: BEN }]);
    expect(await logs.list({ days: 1 })).toMatchObject([{ phone: ANNA, days: 1 }]);
    expect(await logs.list({ until: "2026-11-20" })).toMatchObject([{ lastDay: "2026-11-18" }]);
    expect(await logs.list({ phone: [ANNA, "555"], since: "2026-11-19" })).toMatchObject([
      { days: 1 },
    ]);
  });

  test("opens no log file", async () => {
    const { logs } = logsOf([{ phone: ANNA }, { phone: BEN }]);
    const open = vi.spyOn(fs, "openSync");
    syncBuiltinESMExports();
    onTestFinished(() => {
      open.mockRestore();
      syncBuiltinESMExports();
    });
    expect(await logs.list()).toHaveLength(2);
    expect(open).not.toHaveBeenCalled();
  });

  test("of a folder in which nothing was logged is empty", async () => {
    const { dir, logs } = logsOf([{ phone: ANNA }]);
    rmSync(join(dir, "whatsapp"), { recursive: true });
    expect(await logs.list()).toEqual([]);
    expect(await logs.list({ days: 7 })).toEqual([]);
  });
});

describe("a list that counts", () => {
  test("gives entries of every part, instance and id, and when the first and the last was", async () => {
    const { logs } = logsOf(
      [
        { phone: ANNA, msg: "now" },
        { phone: ANNA, ago: 5 * DAY_MS, msg: "first" },
        { phone: ANNA, ago: 4 * DAY_MS, msg: "of another process", instance: "web1" },
        { phone: ANNA, ago: 4 * DAY_MS, msg: "of a second part", part: 2 },
        { phone: BEN, ago: 2 * DAY_MS },
        { phone: LID, ago: DAY_MS },
        { phone: LID, ago: 3 * DAY_MS },
        { log: "app", phone: ANNA, msg: "not of her log" },
      ],
      {
        files: {
          "aliases.ndjson": `${formatAlias({ time: new Date(NOW).toISOString(), ids: [ANNA as PhoneKey, LID as PhoneKey], reason: "same" })}\n`,
        },
      },
    );
    const listed = await logs.list({ count: true });
    expect(listed).toMatchObject([
      { phone: ANNA, days: 3, entries: 4, aliases: [LID] },
      { phone: LID, days: 2, entries: 2, aliases: [ANNA] },
      { phone: BEN, days: 1, entries: 1 },
    ]);
    for (const one of listed) {
      const entries = await collect(logs.get(one.phone, { exact: true }));
      expect([one.entries, one.firstTime, one.lastTime]).toEqual([
        entries.length,
        entries[0]?.time,
        entries.at(-1)?.time,
      ]);
    }
    expect(await logs.list({ count: true, phone: ANNA, days: 1 })).toMatchObject([
      { phone: ANNA, entries: 1 },
      { phone: LID, entries: 1 },
    ]);
    expect(await logs.list({ count: true, phone: LID, exact: true })).toHaveLength(1);
  });

  test("takes whole days, as it gives their size", async () => {
    const { logs } = logsOf([
      { phone: ANNA, ago: 9 * HOUR_MS, msg: "this morning" },
      { phone: ANNA },
      { phone: ANNA, ago: DAY_MS, msg: "yesterday" },
    ]);
    const [one] = await logs.list({ count: true, since: NOW - HOUR_MS });
    expect(one).toMatchObject({ days: 1, entries: 2 });
    expect(one?.firstTime).toBe(new Date(NOW - 9 * HOUR_MS).toISOString());
    expect(await logs.list({ count: true, until: NOW - 3 * HOUR_MS })).toMatchObject([
      { days: 2, entries: 3 },
    ]);
  });

  test("leaves out what was erased or is damaged, and reports the damage", async () => {
    const { dir, logs } = logsOf([{ phone: ANNA }, { phone: BEN }]);
    const day = join(dir, "whatsapp/2026-11-23");
    appendFileSync(join(day, `${ANNA}.log`), `${" ".repeat(40)}\n{"level":"info"\n`);
    writeFileSync(join(day, `${BEN}.log`), `${" ".repeat(60)}\n`);
    writeFileSync(join(day, "notes.txt"), "a stranger's");
    const reports: QueryReport[] = [];
    const listed = await logs.list({ count: true, onReport: (report) => reports.push(report) });
    expect(listed).toMatchObject([{ entries: 1 }, { entries: 0 }]);
    expect(listed[1]).not.toHaveProperty("lastTime");
    expect(reports).toMatchObject([
      {
        entries: 1,
        filesOpened: 2,
        malformed: 1,
        malformedLines: [{ file: `whatsapp/2026-11-23/${ANNA}.log`, line: 3 }],
        foreignFiles: 1,
      },
    ]);
  });

  test("reports nothing of what it did not read", async () => {
    const { logs } = logsOf([{ phone: ANNA }]);
    const onReport = vi.fn<(report: QueryReport) => void>();
    const [one] = await logs.list({ onReport });
    expect(onReport).not.toHaveBeenCalled();
    expect(one).not.toHaveProperty("entries");
  });
});

describe("a list", () => {
  test("tells of a day that cannot be looked into rather than leaving it out", async () => {
    const { logs } = logsOf([{ phone: ANNA }, { phone: ANNA, ago: DAY_MS }]);
    failSystem("lstatSync", "EACCES", `2026-11-22/${ANNA}.log`);
    for (const query of [{}, { phone: ANNA }]) {
      const failure = await logs.list(query).catch((error: unknown) => error);
      expect(isLogError(failure, "LOG_FOLDER_UNREADABLE")).toBe(true);
      expect(String(failure)).toContain("whatsapp/2026-11-22 ");
    }
  });

  test("tells of a day that cannot be listed", async () => {
    const { dir, logs } = logsOf([{ phone: ANNA }]);
    const path = join(dir, "whatsapp/2026-11-23");
    const refused = Object.assign(new Error("EACCES: made to fail"), { code: "EACCES", path });
    vi.doMock("fast-glob", () => ({ default: { glob: () => Promise.reject(refused) } }));
    onTestFinished(() => {
      vi.doUnmock("fast-glob");
    });
    const failure = await logs.list().catch((error: unknown) => error);
    expect(isLogError(failure, "LOG_FOLDER_UNREADABLE")).toBe(true);
    expect(String(failure)).toContain(path);
  });
});
