import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createCalendar } from "@org/log-core";
import { fileTree, runNode } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { createLogWriter, type LogWriter } from "../../src/index.ts";
import { dayFiles } from "../integration/written-lines.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const HOUR_MS = 3_600_000;
const HOURS = 72;
const PHONES = ["1234567890", "1234567891", "1234567892"];
/** Whatever the system's zone is, at least one of them has other days. */
const ZONES = ["Pacific/Kiritimati", "Pacific/Pago_Pago"];

/** A writer whose folder is not there yet and cannot be made: its parent is a file. */
function writerOfLateFolder(): { logs: LogWriter; dir: string } {
  const dir = join(fileTree({ volume: "not mounted yet" }), "volume/logs");
  const logs = createLogWriter({ dir, clock: { now: () => NOW }, onError: () => undefined });
  return { logs, dir };
}

/** Has the folder appear, with a zone of its own. */
function appear(dir: string, timeZone: string): void {
  rmSync(dirname(dir));
  mkdirSync(dir, { recursive: true });
  const settings = { version: 1, timeZone, retentionDays: 30 };
  writeFileSync(join(dir, "layout.json"), JSON.stringify(settings));
}

/** Logs an entry of each phone for each hour of three days. */
function logHours(logs: LogWriter): void {
  for (let hour = 0; hour < HOURS; hour += 1) {
    const time = new Date(NOW + (hour - HOURS / 2) * HOUR_MS);
    for (const phone of PHONES) {
      logs.logWhatsAppMessage({ phone, direction: "incoming", type: "text", id: `${hour}`, time });
    }
  }
}

interface Line {
  readonly id: string;
  readonly time: string;
}

function linesIn(path: string): Line[] {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Line);
}

/** Sees that every entry is there once, in the file of its own day, each file in order. */
function expectAllInPlace(dir: string, timeZone: string): void {
  const calendar = createCalendar(timeZone);
  let found = 0;
  for (const path of dayFiles(dir)) {
    const lines = linesIn(path);
    const day = basename(dirname(path));
    expect(lines.map(({ time }) => calendar.dayOf(Date.parse(time)))).toEqual(lines.map(() => day));
    const hours = lines.map(({ id }) => Number(id));
    expect(hours).toEqual(hours.toSorted((a, b) => a - b));
    found += new Set(hours).size;
  }
  expect(found).toBe(HOURS * PHONES.length);
}

describe.each(ZONES)("a folder that appears late and has the zone %s", (timeZone) => {
  test("gets each entry in the file of its own time, and whoever waits is told", async () => {
    const { logs, dir } = writerOfLateFolder();
    logHours(logs);
    logs.appLogger.info("waits too");
    logs.linkPhones([PHONES[0] ?? "", "99887766@lid"]);
    await expect(logs.flush()).rejects.toMatchObject({ code: "LOG_WRITE_FAILED" });
    appear(dir, timeZone);
    await logs.flush();
    expectAllInPlace(dir, timeZone);
    expect(readFileSync(join(dir, "aliases.ndjson"), "utf8")).toContain("99887766@lid");
    expect(dayFiles(dir, "app")).toHaveLength(1);
    const { accepted, written, bufferedBytes } = logs.metrics();
    const all = HOURS * PHONES.length + 1;
    expect({ accepted, written, bufferedBytes }).toEqual({
      accepted: all,
      written: all,
      bufferedBytes: 0,
    });
    logs.logWhatsAppMessage({ phone: "1234567890", direction: "incoming", type: "text", id: "72" });
    await logs.close();
    expect(logs.metrics()).toMatchObject({ accepted: all + 1, written: all + 1, openFiles: 0 });
  });

  test("gets them so by itself, when nobody asks", async () => {
    const { logs, dir } = writerOfLateFolder();
    logHours(logs);
    await new Promise(setImmediate);
    appear(dir, timeZone);
    await expect.poll(() => logs.metrics().bufferedBytes, { timeout: 20_000 }).toBe(0);
    expectAllInPlace(dir, timeZone);
    await logs.close();
  });

  test("gets them so at the exit of the process", async () => {
    const dir = join(fileTree({ volume: "not mounted yet" }), "volume/logs");
    const bot = new URL("bots/late-folder.mjs", import.meta.url);
    const { stderr } = await runNode(bot, { args: [dir, timeZone, String(NOW)] });
    expect(stderr).not.toContain("were not written");
    expectAllInPlace(dir, timeZone);
  });
});
