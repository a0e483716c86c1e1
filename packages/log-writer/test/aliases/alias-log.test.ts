import { appendFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAlias, parsePhoneKey, type Alias } from "@org/log-core";
import { tempDir } from "@org/test-kit";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { AliasLog } from "../../src/aliases/alias-log.ts";

/** Calls that no descriptor is left for. */
const failing = vi.hoisted(() => new Set<string>());
vi.mock(import("node:fs"), async (original) => {
  const fs = await original();
  const unlessFailing = <Call extends (...input: never[]) => unknown>(call: Call): Call =>
    ((...input: never[]) => {
      if (failing.has(call.name)) throw Object.assign(new Error("EMFILE"), { code: "EMFILE" });
      return call(...input);
    }) as Call;
  return {
    ...fs,
    openSync: unlessFailing(fs.openSync),
    readdirSync: unlessFailing(fs.readdirSync),
  };
});
beforeEach(() => failing.clear());

const LID = "123456789012345@lid";
const NOW_MS = Date.parse("2026-11-23T10:00:00.000Z");

function pair(first: string, second: string): Alias["ids"] {
  return [parsePhoneKey(first), parsePhoneKey(second)];
}

/** An alias log whose lines are written at once, and counted. */
function open(dir: string, room = { lines: Infinity }, disk = { isFull: false }) {
  const path = join(dir, "aliases.ndjson");
  const clock = { elapsedMs: 0 };
  const appended: string[] = [];
  const aliases = new AliasLog({
    dir,
    now: () => NOW_MS,
    elapsedMs: () => clock.elapsedMs,
    isWaiting: () => disk.isFull,
    append(line) {
      if (room.lines <= 0) return false;
      room.lines -= 1;
      appended.push(line);
      if (!disk.isFull) appendFileSync(path, line);
      return true;
    },
  });
  return { aliases, appended, clock, path };
}

test("a link is written once, whichever way round and however often it is reported", async () => {
  const { aliases, appended } = open(tempDir());
  aliases.link([pair(LID, "1234567890")], "same");
  aliases.link([pair("1234567890", LID)], "same");
  // Nothing is read on the caller's time.
  expect(appended).toEqual([]);
  await aliases.settle();
  aliases.link([pair(LID, "1234567890"), pair("1234567890", LID)], "changed");
  expect(appended.map((line) => parseAlias(line.trimEnd()))).toEqual([
    {
      kind: "alias",
      alias: { time: "2026-11-23T10:00:00.000Z", ids: [LID, "1234567890"], reason: "same" },
    },
  ]);
});

test("what earlier runs and other instances have written is not written again", async () => {
  const dir = tempDir();
  const first = open(dir);
  for (let at = 0; at < 5000; at += 1) {
    first.aliases.link([pair(`${100_000 + at}@lid`, `39${at + 100}`)], "same");
  }
  await first.aliases.settle();
  expect(first.appended).toHaveLength(5000);
  writeFileSync(
    join(dir, "aliases~web1.ndjson"),
    `${first.appended[0]?.replace("100000@lid", "777@lid") ?? ""}torn`,
  );
  const second = open(dir);
  for (let at = 0; at < 5001; at += 1) {
    second.aliases.link([pair(`39${at + 100}`, `${100_000 + at}@lid`)], "same");
  }
  second.aliases.link([pair("39100", "777@lid")], "same");
  await second.aliases.settle();
  expect(second.appended).toHaveLength(1);
  expect(second.appended[0]).toContain("105000@lid");
});

test("at exit what waits is handed on at once, and not what is there already", () => {
  const dir = tempDir();
  const first = open(dir);
  first.aliases.link([pair(LID, "1234567890")], "same");
  first.aliases.settleNow();
  expect(first.appended).toHaveLength(1);
  const second = open(dir);
  second.aliases.link([pair(LID, "1234567890"), pair(LID, "1234567891")], "same");
  second.aliases.settleNow();
  expect(second.appended).toHaveLength(1);
  expect(second.aliases.isReading).toBe(false);
});

test("what was erased meanwhile is written again when it is reported again", async () => {
  const { aliases, appended, clock, path } = open(tempDir());
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  clock.elapsedMs = 2000;
  const text = readFileSync(path, "utf8");
  writeFileSync(path, `${" ".repeat(text.length - 1)}\n`);
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  expect(appended).toHaveLength(2);
  // Nothing has changed since but by ourselves: what is known is read from the file, not written.
  clock.elapsedMs = 20_000;
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  expect(appended).toHaveLength(2);
});

test("what was removed with the folder is written again when it is reported again", async () => {
  const { aliases, appended, clock, path } = open(tempDir());
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  clock.elapsedMs = 2000;
  rmSync(path);
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  expect(appended).toHaveLength(2);
});

test("a line that may be on its way is not written again, one that was erased at once is later", async () => {
  const { aliases, appended, clock, path } = open(tempDir());
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  writeFileSync(path, "");
  clock.elapsedMs = 500;
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  expect(appended).toHaveLength(1);
  clock.elapsedMs = 1500;
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  expect(appended).toHaveLength(2);
});

test("a link for which there is no room is taken when it is reported again", async () => {
  const room = { lines: 1 };
  const { aliases, appended } = open(tempDir(), room);
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  expect(aliases.link([pair(LID, "1234567891")], "same")).toBe(false);
  room.lines = 1;
  expect(aliases.link([pair(LID, "1234567891")], "same")).toBe(true);
  expect(appended).toHaveLength(2);
});

test("links that were taken before the files were read are kept until there is room", async () => {
  const room = { lines: 1 };
  const { aliases, appended } = open(tempDir(), room);
  const pairs = ["1", "2", "3"].map((end) => pair(LID, `123456789${end}`));
  expect(aliases.link(pairs, "same")).toBe(true);
  await aliases.settle();
  expect({ waiting: aliases.waiting, appended: appended.length }).toEqual({
    waiting: 2,
    appended: 1,
  });
  room.lines = 1;
  await aliases.settle();
  room.lines = 1;
  aliases.settleNow();
  expect({ waiting: aliases.waiting, appended: appended.length }).toEqual({
    waiting: 0,
    appended: 3,
  });
});

test("what is known stays known while the files cannot be looked at, or not be read", async () => {
  const { aliases, appended, clock, path } = open(tempDir());
  const known = pair(LID, "1234567890");
  aliases.link([known], "same");
  await aliases.settle();
  // Read back, it is known from the file.
  clock.elapsedMs = 2000;
  aliases.link([known], "same");
  await aliases.settle();
  clock.elapsedMs = 40_000;
  failing.add("readdirSync");
  expect(aliases.link([known], "same")).toBe(true);
  expect(aliases.isReading).toBe(false);
  failing.clear();
  // Another process writes, and then there is no descriptor for reading it.
  appendFileSync(path, appended[0]?.replace(LID, "777@lid") ?? "");
  clock.elapsedMs = 80_000;
  failing.add("openSync");
  aliases.link([known], "same");
  await aliases.settle();
  expect(appended).toHaveLength(1);
});

test("links that wait for room are written as soon as there is some, until the writer has ended", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const room = { lines: 0 };
  const { aliases, appended } = open(tempDir(), room);
  aliases.link([pair(LID, "1234567890"), pair(LID, "1234567891")], "same");
  await aliases.settle();
  expect(appended).toHaveLength(0);
  room.lines = 1;
  vi.runOnlyPendingTimers();
  expect(appended).toHaveLength(1);
  room.lines = 1;
  aliases.stop();
  expect(vi.getTimerCount()).toBe(0);
  expect({ waiting: aliases.waiting, appended: appended.length }).toEqual({
    waiting: 1,
    appended: 1,
  });
});

test("a link that waits for the disk for long is not written again however often it is reported", async () => {
  const disk = { isFull: true };
  const { aliases, appended, clock } = open(tempDir(), undefined, disk);
  for (let second = 0; second < 10; second += 1) {
    clock.elapsedMs = second * 1000;
    aliases.link([pair(LID, "1234567890"), pair(LID, "1234567891")], "same");
    await aliases.settle();
  }
  expect(appended).toHaveLength(2);
});

test("a link, a folder or a pipe's name in place of the file is not read, and links are written on", async () => {
  const dir = tempDir();
  const elsewhere = join(tempDir(), "other.ndjson");
  const { appended: lines, aliases: other } = open(tempDir());
  other.link([pair(LID, "1234567890")], "same");
  await other.settle();
  writeFileSync(elsewhere, lines.join(""));
  symlinkSync(elsewhere, join(dir, "aliases~a.ndjson"));
  symlinkSync(dir, join(dir, "aliases~b.ndjson"));
  const { aliases, appended } = open(dir);
  aliases.link([pair(LID, "1234567890")], "same");
  await aliases.settle();
  expect(appended).toHaveLength(1);
});
