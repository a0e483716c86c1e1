import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  rmdirSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import type { CalendarDay } from "@org/log-core";
import { eventually, tempDir } from "@org/test-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { Appender, type AppenderOptions } from "../../src/append/appender.ts";
import { LogFolder } from "../../src/folder/log-folder.ts";
import { entryLine } from "./entry-lines.ts";

const DAY = "2026-11-23" as CalendarDay;
const MIB = 1024 * 1024;

interface Made {
  readonly appender: Appender;
  readonly dir: string;
  readonly failed: number[];
  readonly recovered: number[];
  readonly dropped: () => number;
}

function make(more: Partial<AppenderOptions> = {}): Made {
  const dir = tempDir();
  const request = {
    timeZone: "UTC",
    retentionDays: undefined,
    access: "private",
    instance: undefined,
    links: true,
  } as const;
  const folder = new LogFolder({ dir, ...request }, () => undefined);
  const failed: number[] = [];
  const recovered: number[] = [];
  let drops = 0;
  const appender = new Appender(
    {
      folder,
      instance: undefined,
      maxOpenFiles: 256,
      idleCloseMs: 30_000,
      maxBufferedBytes: 64 * MIB,
      maxFileBytes: undefined,
      durability: "write",
      elapsedMs: () => performance.now(),
      ...more,
    },
    {
      failed: (_error, waiting) => void failed.push(waiting),
      dropped: () => void (drops += 1),
      recovered: (lines) => void recovered.push(lines),
    },
  );
  onTestFinished(async () => void (await appender.close()));
  return { appender, dir, failed, recovered, dropped: () => drops };
}

function log(to: Appender, key: string, line: string): boolean {
  return to.append("whatsapp", key, DAY, line);
}

function read(dir: string, name: string): string {
  return readFileSync(join(dir, "whatsapp", DAY, name), "utf8");
}

test.each([
  ["three files", "a\n", 3],
  ["eight, where half of what makes callers wait waits already,", `${"x".repeat(30_000)}\n`, 8],
])("%s are written at once", async (_name, line, atOnce) => {
  const { appender } = make({ maxBufferedBytes: MIB });
  for (let at = 0; at < 10; at += 1) log(appender, `123456789${at}`, line);
  await new Promise(setImmediate);
  expect(appender.counts().openFiles).toBe(atOnce);
});

test("lines are counted when they are taken and when they are in their file", async () => {
  const { appender, dir } = make();
  expect(log(appender, "1234567890", "a\n")).toBe(true);
  log(appender, "1234567890", "b\n");
  log(appender, "1234567891", "c\n");
  expect(appender.counts()).toEqual({
    accepted: 3,
    written: 0,
    dropped: 0,
    bufferedBytes: 6,
    openFiles: 0,
  });
  expect(await appender.flush()).toBeNull();
  expect(appender.counts()).toEqual({
    accepted: 3,
    written: 3,
    dropped: 0,
    bufferedBytes: 0,
    openFiles: 2,
  });
  expect([read(dir, "1234567890.log"), read(dir, "1234567891.log")]).toEqual(["a\nb\n", "c\n"]);
  expect(await appender.close()).toEqual({ entries: 0, aliases: 0 });
  expect(appender.counts().openFiles).toBe(0);
});

test("flush waits for what was there, not for what comes after", async () => {
  const { appender } = make();
  const stop = new AbortController();
  log(appender, "1234567890", "a\n");
  const more = (async () => {
    while (!stop.signal.aborted) {
      log(appender, "1234567890", "more\n");
      await new Promise(setImmediate);
    }
  })();
  await appender.flush();
  expect(appender.counts().written).toBeGreaterThan(0);
  stop.abort();
  await more;
});

test("the caller is asked to wait from 2 MiB in one turn on, and the line is kept", async () => {
  const { appender } = make();
  const line = entryLine("x", 100_000);
  const answers = Array.from({ length: 30 }, () => log(appender, "1234567890", line));
  expect(answers.indexOf(false)).toBe(Math.ceil((2 * MIB) / line.length) - 1);
  await appender.flush();
  expect(appender.counts()).toMatchObject({ accepted: 30, written: 30, dropped: 0 });
});

test("a full buffer drops, counts every drop, tells of the first, and tells the sum when there is room", async () => {
  const { appender, recovered, dropped } = make({ maxBufferedBytes: MIB });
  const line = entryLine("x", 20_000);
  for (let at = 0; at < 100; at += 1) log(appender, "1234567890", line);
  const { accepted } = appender.counts();
  expect(appender.counts().dropped).toBe(100 - accepted);
  expect(dropped()).toBe(1);
  await appender.flush();
  expect(recovered).toEqual([100 - accepted]);
  expect(log(appender, "1234567890", line)).toBe(true);
});

test("a line of the writer's own is written and not counted", async () => {
  const { appender, dir } = make();
  appender.appendOwn("app", "app", DAY, "own\n");
  log(appender, "1234567890", "a\n");
  await appender.flush();
  expect(appender.counts()).toMatchObject({ accepted: 1, written: 1 });
  expect(readFileSync(join(dir, "app", DAY, "app.log"), "utf8")).toBe("own\n");
});

describe("a size limit", () => {
  test("is followed by parts, each whole lines, the link to the last", async () => {
    const { appender, dir } = make({ maxFileBytes: 1024 });
    for (let at = 0; at < 40; at += 1) {
      log(appender, "1234567890", entryLine(String(at), 100));
      await appender.flush();
    }
    const names = readdirSync(join(dir, "whatsapp", DAY));
    expect(names.length).toBeGreaterThan(5);
    const parts = names.map((_, at) => (at === 0 ? "1234567890.log" : `1234567890~${at + 1}.log`));
    expect(parts.map((name) => read(dir, name)).join("")).toBe(
      Array.from({ length: 40 }, (_, at) => entryLine(String(at), 100)).join(""),
    );
    for (const name of parts.slice(0, -1)) {
      expect(statSync(join(dir, "whatsapp", DAY, name)).size).toBeGreaterThanOrEqual(1024);
    }
    expect(readFileSync(join(dir, "whatsapp/1234567890.log"), "utf8")).toBe(
      read(dir, parts.at(-1) ?? ""),
    );
  });

  test("a file that is opened again goes on in the part its link leads to, however many there are", async () => {
    const { appender, dir } = make({ maxFileBytes: 1024, idleCloseMs: 30 });
    const folder = join(dir, "whatsapp", DAY);
    do {
      log(appender, "1234567890", entryLine("first", 100));
      await appender.flush();
    } while (readdirSync(folder).length < 5);
    await eventually(() => appender.counts().openFiles === 0);
    const last = readlinkSync(join(dir, "whatsapp/1234567890.log")).split("/")[1] ?? "";
    // Who looks at one part after the other fills this hole.
    rmSync(join(folder, "1234567890~2.log"));
    const before = readdirSync(folder);
    log(appender, "1234567890", entryLine("again", 100));
    await appender.flush();
    expect(readdirSync(folder)).toEqual(before);
    expect(read(dir, last)).toContain('"again"');
    expect(read(dir, last)).not.toBe(entryLine("again", 100));
  });

  test("where the link leads elsewhere, the first part with room is taken", async () => {
    const { appender, dir } = make({ maxFileBytes: 1024, idleCloseMs: 30 });
    const link = join(dir, "whatsapp/1234567890.log");
    for (const target of ["nowhere", "2026-11-24/1234567890~9.log", `${DAY}/1234567891~9.log`]) {
      log(appender, "1234567890", entryLine("first", 10));
      await appender.flush();
      await eventually(() => appender.counts().openFiles === 0);
      rmSync(link);
      symlinkSync(target, link);
      log(appender, "1234567890", entryLine("then", 10));
      await appender.flush();
      expect(readdirSync(join(dir, "whatsapp", DAY))).toEqual(["1234567890.log"]);
    }
  });
});

test("files are closed after a while without use, and opened again", async () => {
  const { appender, dir } = make({ idleCloseMs: 30 });
  log(appender, "1234567890", "a\n");
  await appender.flush();
  expect(appender.counts().openFiles).toBe(1);
  await eventually(() => appender.counts().openFiles === 0);
  log(appender, "1234567890", "b\n");
  await appender.flush();
  expect(read(dir, "1234567890.log")).toBe("a\nb\n");
});

describe("a file that cannot be written", () => {
  /** Puts a folder where the day file belongs. */
  function block(dir: string): string {
    const path = join(dir, "whatsapp", DAY, "1234567890.log");
    mkdirSync(path, { recursive: true });
    return path;
  }

  test("keeps its lines and those of others go on; flush says so", async () => {
    const { appender, dir, failed } = make();
    const path = block(dir);
    log(appender, "1234567890", "a\n");
    log(appender, "1234567891", "b\n");
    expect(await appender.flush()).toMatchObject({ code: "EISDIR" });
    expect(appender.counts()).toMatchObject({
      accepted: 2,
      written: 1,
      dropped: 0,
      bufferedBytes: 2,
    });
    expect(failed.length).toBeGreaterThan(0);
    rmdirSync(path);
    log(appender, "1234567890", "c\n");
    expect(await appender.flush()).toBeNull();
    expect(read(dir, "1234567890.log")).toBe("a\nc\n");
  });

  test("is given up at the end, counted as dropped", async () => {
    const { appender, dir } = make();
    block(dir);
    log(appender, "1234567890", "a\n");
    log(appender, "1234567891", "b\n");
    mkdirSync(join(dir, "aliases.ndjson"));
    appender.appendAlias("a link\n");
    await appender.flush();
    expect(await appender.close()).toEqual({ entries: 1, aliases: 1 });
    expect(appender.counts()).toEqual({
      accepted: 1,
      written: 1,
      dropped: 1,
      bufferedBytes: 0,
      openFiles: 0,
    });
  });

  test("is written at the end when it can be by then", async () => {
    const { appender, dir } = make();
    const path = block(dir);
    log(appender, "1234567890", "a\n");
    await appender.flush();
    rmdirSync(path);
    expect(await appender.close()).toEqual({ entries: 0, aliases: 0 });
    expect(read(dir, "1234567890.log")).toBe("a\n");
  });
});

describe("a drain", () => {
  test("writes everything before it returns, in order, each line once", async () => {
    const { appender, dir } = make();
    for (let at = 0; at < 100; at += 1) log(appender, `123456789${at % 10}`, `${at}\n`);
    // Some of it is on its way already.
    await new Promise(setImmediate);
    for (let at = 100; at < 200; at += 1) log(appender, `123456789${at % 10}`, `${at}\n`);
    expect(appender.drain().left).toBe(0);
    for (let phone = 0; phone < 10; phone += 1) {
      const expected = Array.from({ length: 20 }, (_, at) => `${at * 10 + phone}\n`).join("");
      expect(read(dir, `123456789${phone}.log`)).toBe(expected);
    }
  });

  test("after which the process goes on after all: nothing is written twice, nothing is lost", async () => {
    const { appender, dir } = make();
    log(appender, "1234567890", "a\n");
    expect(appender.drain().left).toBe(0);
    log(appender, "1234567890", "b\n");
    expect(await appender.flush()).toBeNull();
    log(appender, "1234567890", "c\n");
    expect(appender.drain().left).toBe(0);
    await appender.close();
    expect(read(dir, "1234567890.log")).toBe("a\nb\nc\n");
    expect(appender.counts()).toMatchObject({ accepted: 3, written: 3, bufferedBytes: 0 });
  });

  test("says what it could not write", () => {
    const { appender, dir } = make();
    mkdirSync(join(dir, "whatsapp", DAY, "1234567890.log"), { recursive: true });
    log(appender, "1234567890", "a\n");
    log(appender, "1234567890", "b\n");
    log(appender, "1234567891", "c\n");
    expect(appender.drain().left).toBe(2);
    expect(existsSync(join(dir, "whatsapp", DAY, "1234567891.log"))).toBe(true);
  });
});

test("fsync takes no line twice and loses none", async () => {
  const { appender, dir } = make({ durability: "fsync" });
  for (let at = 0; at < 20; at += 1) {
    log(appender, "1234567890", `${at}\n`);
    if (at % 5 === 0) await appender.flush();
  }
  await appender.close();
  expect(read(dir, "1234567890.log")).toBe(
    Array.from({ length: 20 }, (_, at) => `${at}\n`).join(""),
  );
});
