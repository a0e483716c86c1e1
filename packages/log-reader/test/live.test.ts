import {
  appendFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
  closeSync,
} from "node:fs";
import { join } from "node:path";
import { fileTree } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { locationOf, openLogs, type QueryReport } from "../src/index.ts";
import { collect, logsOf, messages } from "./folder.ts";

const line = (n: number, day = "2026-11-23"): string => {
  const time = new Date(Date.parse(`${day}T00:00:00.000Z`) + n).toISOString();
  return `{"level":"info","time":"${time}","msg":"${String(n).padStart(7, "0")}"}\n`;
};

/** A day too large to be kept in memory, so that its lines are read a second time. */
const LARGE_DAY_LINES = 40_000;
const longLine = (n: number): string => line(n).replace("}", `,"data":"${"x".repeat(900)}"}`);
const largeDay: string = Array.from({ length: LARGE_DAY_LINES }, (_, n) => longLine(n)).join("");

describe("a file that grows while it is read", { timeout: 60_000 }, () => {
  test("gives whole entries only, each once, and the rest to the next query", async () => {
    const dir = fileTree({ "app/2026-11-23/app.log": "" });
    const path = join(dir, "app/2026-11-23/app.log");
    const logs = openLogs({ dir });
    let written = 0;
    let seen = 0;
    const appendSome = (): void => {
      // Whole lines and a half one, as if caught in the middle of a write; the next completes it.
      const halves = written > 0 ? line(written).slice(30) : "";
      appendFileSync(
        path,
        `${halves}${line(written + 1)}${line(written + 2)}${line(written + 3).slice(0, 30)}`,
      );
      written += 3;
    };
    appendFileSync(path, line(0).slice(0, 30));
    appendFileSync(path, line(0).slice(30));
    for (let round = 0; round < 200; round += 1) {
      appendSome();
      const reports: QueryReport[] = [];
      const found = await collect(logs.search("", { onReport: (report) => reports.push(report) }));
      const offsets = found.map((entry) => locationOf(entry)?.offset);
      expect(new Set(offsets).size).toBe(found.length);
      expect(found.length).toBeGreaterThanOrEqual(seen);
      expect(reports[0]).toMatchObject({ malformed: 0, tornTails: 1 });
      seen = found.length;
    }
    expect(seen).toBe(written);
  });
});

describe("files that are removed while they are read", { timeout: 60_000 }, () => {
  test("between listing and opening are passed over", async () => {
    const { dir, logs } = logsOf([
      { phone: "111", msg: "1" },
      { phone: "222", msg: "2" },
      { phone: "333", msg: "3" },
    ]);
    const reports: QueryReport[] = [];
    const entries = logs.search("", { order: "none", onReport: (report) => reports.push(report) });
    expect((await entries.next()).value?.msg).toBe("1");
    rmSync(join(dir, "whatsapp/2026-11-23/222.log"));
    expect(await messages(entries)).toEqual(["3"]);
    expect(reports[0]).toMatchObject({ unreadable: 0, filesOpened: 2, filesConsidered: 3 });
  });

  test("a day at a time, as cleanup does, end nothing", async () => {
    const { dir, logs } = logsOf([
      { ago: 2 * 86_400_000, msg: "1" },
      { ago: 86_400_000, msg: "2" },
      { msg: "3" },
    ]);
    const entries = logs.search("");
    expect((await entries.next()).value?.msg).toBe("1");
    rmSync(join(dir, "whatsapp/2026-11-22"), { recursive: true });
    expect(await messages(entries)).toEqual(["3"]);
  });

  test("between finding lines and reading them again leave those lines out", async () => {
    const dir = fileTree({
      "app/2026-11-23/app.log": largeDay,
      "app/2026-11-24/app.log": line(7, "2026-11-24"),
    });
    const logs = openLogs({ dir });
    const reports: QueryReport[] = [];
    const found: (string | undefined)[] = [];
    for await (const entry of logs.search("", { onReport: (report) => reports.push(report) })) {
      if (found.length === 1000) rmSync(join(dir, "app/2026-11-23"), { recursive: true });
      found.push(entry.msg);
    }
    expect(found.length).toBeGreaterThan(1000);
    expect(found.length).toBeLessThan(LARGE_DAY_LINES);
    expect(found.at(-1)).toBe("0000007");
    expect(reports[0]).toMatchObject({ malformed: 0, unreadable: 0 });
  });

  test("and made again under the same name give no line twice and none of the wrong place", async () => {
    const dir = fileTree({ "app/2026-11-23/app.log": largeDay });
    const path = join(dir, "app/2026-11-23/app.log");
    const logs = openLogs({ dir });
    const times = new Set<string>();
    let count = 0;
    for await (const entry of logs.search("")) {
      if (count === 1000) {
        rmSync(path);
        writeFileSync(path, longLine(3_000_000).repeat(LARGE_DAY_LINES));
      }
      count += 1;
      times.add(entry.time);
    }
    expect(times.size).toBe(count);
    expect(times.has("2026-11-23T00:50:00.000Z")).toBe(false);
  });
});

/** Overwrites every line from some place on with spaces, where it stands. */
function eraseAfter(path: string, offset: number): void {
  const bytes = readFileSync(path);
  for (let at = offset; at < bytes.length; at += 1) if (bytes[at] !== 0x0a) bytes[at] = 0x20;
  const descriptor = openSync(path, "r+");
  writeSync(descriptor, bytes, 0, bytes.length, 0);
  closeSync(descriptor);
}

describe("lines that are erased while they are read", { timeout: 60_000 }, () => {
  test("are left out, without a word", async () => {
    const dir = fileTree({ "app/2026-11-23/app.log": largeDay });
    const path = join(dir, "app/2026-11-23/app.log");
    const logs = openLogs({ dir });
    const reports: QueryReport[] = [];
    let count = 0;
    for await (const entry of logs.search("", { onReport: (report) => reports.push(report) })) {
      if (count === 0) eraseAfter(path, longLine(0).length);
      expect(entry.level).toBe("info");
      count += 1;
    }
    expect(count).toBeLessThan(LARGE_DAY_LINES);
    expect(reports[0]).toMatchObject({ malformed: 0 });
  });
});

test(
  "a day too large to be kept comes in order, and holds no more than a slice",
  { timeout: 60_000 },
  async () => {
    const dir = fileTree({});
    mkdirSync(join(dir, "whatsapp/2026-11-23"), { recursive: true });
    // Two phones by turns, so that every slice reads both files.
    const lines = largeDay.match(/.*\n/g) ?? [];
    for (const [phone, rest] of [
      ["111", 0],
      ["222", 1],
    ] as const) {
      writeFileSync(
        join(dir, `whatsapp/2026-11-23/${phone}.log`),
        lines.filter((_, n) => n % 2 === rest).join(""),
      );
    }
    const logs = openLogs({ dir });
    let next = 0;
    for await (const entry of logs.search("")) {
      if (Number(entry.msg) !== next) throw new Error(`${entry.msg} came for ${next}`);
      next += 1;
    }
    expect(next).toBe(LARGE_DAY_LINES);
    let last = LARGE_DAY_LINES;
    for await (const entry of logs.search("", { order: "desc", limit: 30_000 })) {
      last -= 1;
      if (Number(entry.msg) !== last) throw new Error(`${entry.msg} came for ${last}`);
    }
    expect(last).toBe(LARGE_DAY_LINES - 30_000);
  },
);

test("a line of ten megabytes is an entry like any other", async () => {
  const text = `${"lorem ipsum ".repeat(900_000)}Zq`;
  const { logs } = logsOf([{ ago: 20, msg: "before" }, { ago: 10, msg: text }, { msg: "after" }]);
  const [found] = await messages(logs.search("Zq"));
  expect(found).toBe(text);
  expect((await messages(logs.search(""))).map((msg) => msg?.length)).toEqual([6, text.length, 5]);
});
