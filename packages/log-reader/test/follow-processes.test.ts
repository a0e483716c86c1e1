import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventually, startNode } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { openLogs, type LogReader, type QueryReport } from "../src/index.ts";
import { logsOf } from "./folder.ts";
import { append, follower, line } from "./following.ts";

const APPENDER = fileURLToPath(new URL("appender.mjs", import.meta.url));
const FULL = process.env["FULL"] !== undefined;

/** A folder with an empty day, and what the appender calls it. */
function today(): { dir: string; folder: string } {
  const { dir } = logsOf([]);
  const folder = `whatsapp/${new Date().toISOString().slice(0, 10)}`;
  mkdirSync(join(dir, folder), { recursive: true });
  return { dir, folder };
}

/** Another process, which appends a line to one file after the other: when it did so. */
const SAY_WHEN = `
  const { appendFileSync } = require("node:fs");
  const [folder, ...phones] = process.argv.slice(1);
  const timer = setInterval(() => {
    const phone = phones.pop();
    if (phone === undefined) return clearInterval(timer);
    const [time, msg] = [new Date().toISOString(), String(performance.timeOrigin + performance.now())];
    appendFileSync(folder + "/" + phone + ".log", JSON.stringify({ level: "info", time, msg }) + "\\n");
  }, 25);
`;

/** A day with files of many phones, and these phones. */
function manyFiles(dir: string, folder: string, count: number): { logs: LogReader; all: string[] } {
  const all = Array.from({ length: count }, (_, at) => String(10_000 + at));
  for (const phone of all) writeFileSync(join(dir, folder, `${phone}.log`), "");
  return { logs: openLogs({ dir }), all };
}

/** Takes a number of messages and checks that each file's are complete and in order. */
function checkMessages(messages: readonly (string | undefined)[], files: number): void {
  const next = new Map<string, number>();
  for (const msg of messages) {
    const [phone = "", round = ""] = msg?.split(":") ?? [];
    expect(Number(round)).toBe(next.get(phone) ?? 0);
    next.set(phone, Number(round) + 1);
  }
  expect(next.size).toBe(files);
}

describe("other processes' lines", { timeout: 120_000 }, () => {
  test("come while they are written, each once and each file's in order", async () => {
    const { dir, folder } = today();
    const entries = follower(openLogs({ dir }));
    const first = entries.next();
    const rounds = FULL ? 2000 : 200;
    for (const firstFile of [1000, 2000, 3000]) {
      startNode(APPENDER, { args: [join(dir, folder), String(firstFile), "5", String(rounds)] });
    }
    const messages = [await first, ...(await entries.take(15 * rounds - 1))];
    checkMessages(messages, 15);
  });

  test("are all given after this one was blocked and the system's queue ran over", async () => {
    const { dir, folder } = today();
    const entries = follower(openLogs({ dir }));
    const first = entries.next();
    // More events than Linux holds (16,384) while nothing here can take them, then files it says
    // nothing of.
    const folderPath = join(dir, folder);
    const [files, rounds] = FULL ? [5000, 20] : [1000, 20];
    for (const args of [
      ["10000", String(files), String(rounds)],
      ["20000", "500", "1"],
    ]) {
      const { status } = spawnSync(process.execPath, [APPENDER, folderPath, ...args]);
      expect(status).toBe(0);
    }
    const messages = [await first, ...(await entries.take(files * rounds + 500 - 1))];
    checkMessages(messages, files + 500);
  });

  test("are all given after this one stood still for two seconds while they came", async () => {
    const { dir, folder } = today();
    const entries = follower(openLogs({ dir }));
    const first = entries.next();
    append(dir, `${folder}/999.log`, line("999:0"));
    expect(await first).toBe("999:0");
    const next = entries.next();
    const [files, rounds] = FULL ? [5000, 20] : [500, 20];
    const { ended } = startNode(APPENDER, {
      args: [join(dir, folder), "10000", String(files), String(rounds)],
    });
    await eventually(() => readdirSync(join(dir, folder)).length > 10);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
    const messages = [await next, ...(await entries.take(files * rounds - 1))];
    checkMessages(messages, files);
    expect(await ended).toMatchObject({ code: 0 });
  });

  test("come long before the next look at all files", async () => {
    const { dir, folder } = today();
    const { logs, all } = manyFiles(dir, folder, FULL ? 5000 : 500);
    const entries = follower(logs);
    const first = entries.next();
    append(dir, `${folder}/${all[0]}.log`, line("armed"));
    await first;
    startNode("-e", { args: [SAY_WHEN, join(dir, folder), ...all.slice(0, 40)] });
    const latenciesMs: number[] = [];
    while (latenciesMs.length < 40) {
      const sentMs = Number(await entries.next());
      latenciesMs.push(performance.timeOrigin + performance.now() - sentMs);
    }
    // The median, since this machine does other things too.
    expect(latenciesMs.toSorted((a, b) => a - b)[20]).toBeLessThan(250);
  });

  test("that nobody takes are not read, and cost no memory", async () => {
    const { dir, folder } = today();
    const reports: QueryReport[] = [];
    const entries = follower(openLogs({ dir }), { onReport: (report) => reports.push(report) });
    const first = entries.next();
    // 200 MB would be held (40 if not in full), were they read; so much at most is read ahead.
    const maxReadBytes = (FULL ? 16 : 8) * 1024 * 1024;
    const args = [APPENDER, join(dir, folder), "10000", "20", "100", FULL ? "100000" : "20000"];
    expect(spawnSync(process.execPath, args).status).toBe(0);
    await first;
    append(dir, `${folder}/10000.log`, line("more"));
    await entries.end();
    expect(reports[0]?.entries).toBe(1);
    expect(reports[0]?.bytesRead).toBeLessThan(maxReadBytes);
  });
});
