import fs, { renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { eventually, tempDir } from "@org/test-kit";
import { describe, expect, test, vi } from "vitest";
import { openLogs, type LogReader, type QueryReport } from "../src/index.ts";
import { DAY_MS, logsOf, NOW } from "./folder.ts";
import { append, follower, line } from "./following.ts";
import { failSystem } from "./source/failing-system.ts";

const TODAY = "whatsapp/2026-11-23";
const FILE = `${TODAY}/1234567890.log`;

/** A reader whose clock the test turns. */
function withClock(dir: string, nowMs: number): { logs: LogReader; turn: (ms: number) => void } {
  const clock = { nowMs };
  const logs = openLogs({ dir, clock: { now: () => clock.nowMs } });
  return { logs, turn: (ms) => (clock.nowMs = ms) };
}

describe("over midnight in the folder's zone", () => {
  const midnight = Date.parse("2026-11-23T23:00:00.000Z"); // in Rome

  test("the new day's files and late ones of the old day are followed", async () => {
    const { dir } = logsOf([{ msg: "old" }], { timeZone: "Europe/Rome" });
    const { logs, turn } = withClock(dir, midnight - 1000);
    const entries = follower(logs);
    const first = entries.next();
    append(dir, FILE, line("before"));
    expect(await first).toBe("before");
    turn(midnight + 10);
    append(dir, "whatsapp/2026-11-24/1234567890.log", line("after"));
    expect(await entries.next()).toBe("after");
    append(dir, FILE, line("late"));
    expect(await entries.next()).toBe("late");
  });

  test("day after day", async () => {
    const { dir } = logsOf([{ msg: "old" }], { timeZone: "Europe/Rome" });
    const { logs, turn } = withClock(dir, midnight - 1000);
    const entries = follower(logs);
    let next = entries.next();
    for (let day = 0; day < 5; day += 1) {
      turn(midnight + day * DAY_MS);
      const date = new Date(midnight + (day + 1) * DAY_MS).toISOString().slice(0, 10);
      append(dir, `whatsapp/${date}/555.log`, line(date));
      expect(await next).toBe(date);
      next = entries.next();
    }
    append(dir, FILE, line("too late"));
    append(dir, "whatsapp/2026-11-28/555.log", line("in time"));
    expect(await next).toBe("in time");
  });
});

test("where the system lets nothing be watched, files are looked at again and again", async () => {
  failSystem("watch", "ENOSPC");
  const { dir, logs } = logsOf([{ msg: "old" }]);
  const look = vi.spyOn(fs, "lstatSync");
  syncBuiltinESMExports();
  const entries = follower(logs);
  const looks = (): number =>
    look.mock.calls.filter(([path]) => String(path).endsWith(FILE)).length;
  const next = entries.next();
  const first = looks();
  await eventually(() => looks() >= first + 2);
  append(dir, FILE, line("one"));
  expect(await next).toBe("one");
});

describe("lines", () => {
  test("are given when they have their line feed, however they come", async () => {
    const reports: QueryReport[] = [];
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs, { onReport: (report) => reports.push(report) });
    const first = entries.next();
    const [one, two] = [line("one €"), line("two")];
    for (const byte of Buffer.from(one).subarray(0, -1)) append(dir, FILE, Uint8Array.of(byte));
    append(dir, FILE, `\n${two.slice(0, 20)}`);
    expect(await first).toBe("one €");
    append(dir, FILE, two.slice(20));
    expect(await entries.next()).toBe("two");
    await entries.end();
    expect(reports).toMatchObject([{ malformed: 0, tornTails: 0, entries: 2 }]);
  });

  test("that were torn and closed are counted, and what follows is given", async () => {
    const reports: QueryReport[] = [];
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs, { onReport: (report) => reports.push(report) });
    const first = entries.next();
    append(dir, FILE, line("torn").slice(0, 30));
    append(dir, FILE, `\n${line("whole")}`);
    expect(await first).toBe("whole");
    append(dir, FILE, `${line("torn").slice(0, 30)}${line("glued")}`);
    expect(await entries.next()).toBe("glued");
    await entries.end();
    expect(reports).toMatchObject([{ malformed: 2, salvaged: 1, entries: 2 }]);
  });

  test("that were erased are passed over, and erasing gives nothing again", async () => {
    const reports: QueryReport[] = [];
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs, { onReport: (report) => reports.push(report) });
    const first = entries.next();
    append(dir, FILE, line("one"));
    await first;
    writeFileSync(join(dir, FILE), `${" ".repeat(line("old").length - 1)}\n${line("one")}`, {
      flag: "r+",
    });
    append(dir, FILE, `      \n\n${line("two")}`);
    expect(await entries.next()).toBe("two");
    await entries.end();
    expect(reports).toMatchObject([{ malformed: 0, entries: 2 }]);
  });

  test("longer than what is read at once are given whole", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    const first = entries.next();
    const long = "x".repeat(3_000_000);
    append(dir, FILE, line(long) + line("after"));
    expect((await first)?.length).toBe(long.length);
    expect(await entries.next()).toBe("after");
  });
});

describe("files that are not only appended to", () => {
  test("removed and made again are read from their beginning, the day's folder too", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    const first = entries.next();
    rmSync(join(dir, FILE));
    append(dir, FILE, line("new"));
    expect(await first).toBe("new");
    for (const msg of ["one", "two"]) {
      const next = entries.next();
      rmSync(join(dir, TODAY), { recursive: true });
      append(dir, FILE, line(msg));
      expect(await next).toBe(msg);
    }
  });

  test("replaced by others are read from their beginning, longer or not", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    const first = entries.next();
    append(dir, FILE, line("one"));
    await first;
    for (const msgs of [["a"], ["b", "c", "d", "e"], ["f", "g"]]) {
      writeFileSync(join(dir, "other"), msgs.map((msg) => line(msg)).join(""));
      renameSync(join(dir, "other"), join(dir, FILE));
      expect(await entries.take(msgs.length)).toEqual(msgs);
    }
  });

  test("cut are read from their beginning", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }, { msg: "older" }]);
    const entries = follower(logs);
    const first = entries.next();
    append(dir, FILE, line("one"));
    await first;
    truncateSync(join(dir, FILE), 0);
    append(dir, FILE, line("two"));
    expect(await entries.next()).toBe("two");
  });

  test("cut in the middle are read from their beginning, and the cut line costs only itself", async () => {
    const reports: QueryReport[] = [];
    const { dir, logs } = logsOf([{ msg: "old" }, { msg: "older" }]);
    const entries = follower(logs, { onReport: (report) => reports.push(report) });
    const first = entries.next();
    append(dir, FILE, line("one"));
    await first;
    // In the middle of the second line.
    truncateSync(join(dir, FILE), line("old").length + 30);
    append(dir, FILE, `\n${line("two")}`);
    expect(await entries.take(2)).toEqual(["old", "two"]);
    await entries.end();
    expect(reports).toMatchObject([{ malformed: 1, entries: 3 }]);
  });

  test.each([
    ["the log's folder", "whatsapp"],
    ["the folder of all logs", ""],
  ])("%s removed and made again is followed again", async (_, folder) => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    let next = entries.next();
    append(dir, FILE, line("before"));
    expect(await next).toBe("before");
    for (const msg of ["one", "two"]) {
      next = entries.next();
      rmSync(join(dir, folder), { recursive: true });
      append(dir, `${TODAY}/555.log`, line(msg));
      expect(await next).toBe(msg);
    }
  });

  test("of a log folder that has been away for a while are followed again", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    const first = entries.next();
    append(dir, FILE, line("before"));
    expect(await first).toBe("before");
    const next = entries.next();
    rmSync(dir, { recursive: true });
    // It has been told, and has found nothing there.
    for (let turn = 0; turn < 1000; turn += 1) await setImmediate();
    append(dir, `${TODAY}/555.log`, line("after"));
    expect(await next).toBe("after");
  });

  test("touched are not read again", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    const first = entries.next();
    utimesSync(join(dir, FILE), new Date(NOW), new Date(NOW));
    append(dir, FILE, line("one"));
    expect(await first).toBe("one");
    utimesSync(join(dir, FILE), new Date(NOW), new Date(NOW));
    append(dir, `${TODAY}/555.log`, line("two"));
    expect(await entries.next()).toBe("two");
  });

  test("of others in the folder are no log", async () => {
    const { dir, logs } = logsOf([{ msg: "old" }]);
    const entries = follower(logs);
    const first = entries.next();
    const outside = join(tempDir(), "outside.log");
    writeFileSync(outside, line("outside"));
    append(dir, `${TODAY}/notes.txt`, line("notes"));
    append(dir, "whatsapp/1234567890.log", line("beside the days"));
    append(dir, "whatsapp/2026-11-03/1234567890.log", line("another day"));
    append(dir, FILE, line("one"));
    expect(await first).toBe("one");
  });
});
