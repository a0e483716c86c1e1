import { existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createLogWriter, type LogError } from "@org/log-writer";
import { eventually, tempDir } from "@org/test-kit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dayFiles, expectedIds } from "../integration/written-lines.ts";
import { steeredBot } from "./steered-bot.ts";

const PHONE = "1234567890";
const DAY_MS = 86_400_000;
const START_MS = Date.parse("2026-11-23T12:00:00Z");
const HOUR_MS = 3_600_000;

beforeEach(() => void vi.useFakeTimers({ now: START_MS }));
afterEach(() => void vi.useRealTimers());

function makeDay(dir: string, day: string): string {
  const folder = join(dir, "whatsapp", day);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${PHONE}.log`), "");
  return folder;
}

function idsAndTimes(path: string): { id: string; time: string }[] {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as { id: string; time: string });
}

/** Moves the timers on, and lets the file system calls they started come to their end. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  // Faked timers stand still for real files: each of these is one turn of the real event loop.
  for (let turn = 0; turn < 50; turn += 1) await stat(".");
}

test.each([
  ["ahead", 40 * DAY_MS],
  ["back", -40 * DAY_MS],
])("a clock that jumps %s while running removes nothing for an hour", async (_way, jumpMs) => {
  const dir = tempDir();
  let offsetMs = 0;
  const errors: LogError[] = [];
  await using logs = createLogWriter({
    dir,
    timeZone: "UTC",
    clock: { now: () => Date.now() + offsetMs },
    onError: (error) => errors.push(error),
  });
  await pass(1000);
  const today = makeDay(dir, "2026-11-20");
  offsetMs = jumpMs;
  await pass(HOUR_MS);
  expect(errors.map(({ code }) => code)).toEqual(["LOG_CLOCK_JUMPED"]);
  expect(existsSync(today)).toBe(true);
  // Set right again: that is a jump too, and waits for its own hour.
  offsetMs = 0;
  await pass(HOUR_MS);
  expect(errors).toHaveLength(2);
  expect(existsSync(today)).toBe(true);
  const old = makeDay(dir, "2026-10-01");
  await pass(HOUR_MS);
  expect(existsSync(old)).toBe(false);
  expect(existsSync(today)).toBe(true);
  expect(logs.metrics().errors).toBe(2);
});

test("each entry goes to the file of its own time while the clock jumps a day back and forth", async () => {
  vi.useRealTimers();
  const dir = tempDir();
  let nowMs = START_MS;
  await using logs = createLogWriter({
    dir,
    timeZone: "UTC",
    clock: { now: () => nowMs },
    onError: () => undefined,
  });
  for (const jumpDays of [0, 1, -1, 0, 1]) {
    nowMs = START_MS + jumpDays * DAY_MS;
    logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text" });
    logs.appLogger.info("tick");
  }
  await logs.flush();
  const days = (root: "whatsapp" | "app"): (string | undefined)[] =>
    dayFiles(dir, root).map((path) => path.split("/").at(-2));
  expect(days("whatsapp")).toEqual(["2026-11-22", "2026-11-23", "2026-11-24"]);
  expect(days("app")).toEqual(["2026-11-22", "2026-11-23", "2026-11-24"]);
});

test("a process that sleeps over midnight goes on in the new day, and its link with it", async () => {
  vi.useRealTimers();
  const dir = tempDir();
  const bot = steeredBot(dir, "a");
  await bot.tell("setClock", { at: "2026-11-23T23:59:56.000Z" });
  const setAtMs = performance.now();
  await bot.tell("log", { count: 20, phones: 2 });
  await bot.tell("flush");
  bot.child.kill("SIGSTOP");
  await eventually(() => performance.now() - setAtMs > 5000);
  bot.child.kill("SIGCONT");
  await bot.tell("log", { count: 20, phones: 2 });
  expect(await bot.tell("close")).toMatchObject({ written: 40, errors: 0 });
  const days = dayFiles(dir).map((path) => {
    const times = idsAndTimes(path).map(({ time }) => time.slice(0, 10));
    return [path.split("/").at(-2), ...new Set(times)];
  });
  expect(days).toEqual([
    ["2026-11-23", "2026-11-23"],
    ["2026-11-23", "2026-11-23"],
    ["2026-11-24", "2026-11-24"],
    ["2026-11-24", "2026-11-24"],
  ]);
  const ids = dayFiles(dir).flatMap((path) => idsAndTimes(path).map(({ id }) => id));
  expect(ids.toSorted()).toEqual(expectedIds(["a"], 40).toSorted());
  const link = readlinkSync(join(dir, "whatsapp/1234567000.log"));
  expect(link).toBe("2026-11-24/1234567000.log");
}, 60_000);

test("an entry is not refused as expired by a clock that has just jumped", async () => {
  vi.useRealTimers();
  const dir = tempDir();
  let nowMs = START_MS;
  await using logs = createLogWriter({
    dir,
    timeZone: "UTC",
    clock: { now: () => nowMs },
    onError: () => undefined,
  });
  nowMs += 60 * DAY_MS;
  const time = new Date(START_MS);
  logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text", time });
  await logs.flush();
  expect(logs.metrics()).toMatchObject({ accepted: 1, written: 1, expired: 0 });
});

test("an entry older than the retention is counted as expired and not written", async () => {
  vi.useRealTimers();
  const dir = tempDir();
  const reported: LogError[] = [];
  const onError = (error: LogError): void => void reported.push(error);
  const clock = { now: () => START_MS };
  await using logs = createLogWriter({ dir, timeZone: "UTC", clock, onError });
  // Said once, not for each entry of an import.
  for (const day of ["2026-10-23", "2026-10-22", "2026-10-24"]) {
    const time = new Date(`${day}T12:00:00Z`);
    logs.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text", time });
  }
  await logs.flush();
  expect(logs.metrics()).toMatchObject({ accepted: 3, written: 1, expired: 2 });
  expect(reported).toMatchObject([{ code: "LOG_ENTRIES_EXPIRED", context: { expired: 1 } }]);
  expect(dayFiles(dir)).toHaveLength(1);
});
