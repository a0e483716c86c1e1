import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, createLogWriter, type LogError } from "@org/log-writer";
import { eventually, runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { writtenLines } from "./written-lines.ts";

const PHONE = "1234567890";
const DAY_MS = 86_400_000;
const NOW_MS = Date.parse("2026-11-23T12:00:00Z");
const clock = { now: (): number => NOW_MS };
const ENVIRONMENT_BOT = new URL("bots/from-environment.mjs", import.meta.url);

function makeDay(dir: string, day: string): string {
  const folder = join(dir, "whatsapp", day);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${PHONE}.log`), "");
  return folder;
}

function settings(dir: string): unknown {
  return JSON.parse(readFileSync(join(dir, "layout.json"), "utf8"));
}

test("a folder kept 365 days loses nothing to a bot with defaults nor to a bare cleanup", async () => {
  const dir = tempDir();
  await using keeper = createLogWriter({ dir, timeZone: "UTC", retentionDays: 365, clock });
  const errors: LogError[] = [];
  const old = makeDay(dir, "2026-01-01");
  const expired = makeDay(dir, "2025-11-22");
  await using second = createLogWriter({ dir, clock, onError: (error) => errors.push(error) });
  // The day past 365 goes at start: the one proof that retention has run at all.
  await eventually(() => !existsSync(expired));
  const report = await cleanup({ dir, clock });
  expect(report).toMatchObject({ retentionDays: 365, removed: [] });
  expect(existsSync(old)).toBe(true);
  expect(settings(dir)).toEqual({ version: 1, timeZone: "UTC", retentionDays: 365 });
  expect(errors).toEqual([]);
  await Promise.all([keeper.flush(), second.flush()]);
});

test("a second bot that asks for less than the folder keeps is told so once, and nothing goes", async () => {
  const dir = tempDir();
  await using keeper = createLogWriter({ dir, timeZone: "UTC", retentionDays: 365, clock });
  const old = makeDay(dir, "2026-01-01");
  const errors: LogError[] = [];
  const onError = (error: LogError): void => void errors.push(error);
  await using second = createLogWriter({ dir, retentionDays: 30, clock, onError });
  second.appLogger.info("started");
  await second.flush();
  expect(errors.map(({ code }) => code)).toEqual(["LOG_RETENTION_SMALLER"]);
  expect(errors[0]?.message).toContain("log-cli cleanup --days 30 --set");
  expect(existsSync(old)).toBe(true);
  expect(keeper.metrics().errors).toBe(0);
});

test("an explicit larger retention raises the folder's, and cleanup --set is the way down", async () => {
  const dir = tempDir();
  await createLogWriter({ dir, timeZone: "UTC", clock }).close();
  await createLogWriter({ dir, retentionDays: 90, clock }).close();
  expect(settings(dir)).toMatchObject({ retentionDays: 90 });
  const day = makeDay(dir, new Date(NOW_MS - 31 * DAY_MS).toISOString().slice(0, 10));
  await cleanup({ dir, retentionDays: 30, set: true, clock });
  expect(settings(dir)).toMatchObject({ retentionDays: 30 });
  expect(existsSync(day)).toBe(false);
});

test("today and the 30 days before it stay, the day before those goes", async () => {
  const dir = tempDir();
  await createLogWriter({ dir, timeZone: "UTC", clock }).close();
  const kept = makeDay(dir, "2026-10-24");
  const gone = makeDay(dir, "2026-10-23");
  const { removed } = await cleanup({ dir, clock });
  expect(removed.map(({ day }) => day)).toEqual(["2026-10-23"]);
  expect([existsSync(kept), existsSync(gone)]).toEqual([true, false]);
});

test("a bot started in another time zone of the system follows the folder's", async () => {
  const dir = tempDir();
  await createLogWriter({ dir, timeZone: "Pacific/Kiritimati" }).close();
  const { code, stderr } = await runNode(ENVIRONMENT_BOT, {
    env: { TZ: "America/Los_Angeles", LOG_DIR: dir, LOG_TIME_ZONE: undefined },
    args: ["2026-11-23T10:30:00.000Z"],
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(existsSync(join(dir, "whatsapp/2026-11-24", `${PHONE}.log`))).toBe(true);
  expect(settings(dir)).toMatchObject({ timeZone: "Pacific/Kiritimati" });
});

test("a bot that asks for another zone explicitly is refused, and nothing is written", async () => {
  const dir = tempDir();
  await createLogWriter({ dir, timeZone: "Europe/Rome" }).close();
  const { code, stderr } = await runNode(ENVIRONMENT_BOT, {
    env: { LOG_DIR: dir, LOG_TIME_ZONE: "UTC" },
    args: ["2026-11-23T10:30:00.000Z"],
  });
  expect(code).not.toBe(0);
  expect(stderr).toContain("divides its days in Europe/Rome");
  expect(existsSync(join(dir, "whatsapp"))).toBe(false);
});

test("LOG_LEVEL=warn silences the application's info lines and no message", async () => {
  const dir = tempDir();
  await runNode(ENVIRONMENT_BOT, {
    env: { LOG_DIR: dir, LOG_TIME_ZONE: "UTC", LOG_LEVEL: "warn", LOG_BOT: "sales" },
    args: ["2026-11-23T10:30:00.000Z"],
  });
  expect(writtenLines(dir)).toHaveLength(1);
  const app = writtenLines(dir, "app").map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(app.map(({ msg, bot }) => ({ msg, bot }))).toEqual([
    { msg: "careful", bot: "sales" },
    { msg: "POST https://example.com/api 200", bot: "sales" },
  ]);
});

test("instances are kept by name from the first line on, and only where that can be complete", async () => {
  const fresh = tempDir();
  await using web = createLogWriter({ dir: fresh, timeZone: "UTC", instance: "web1", clock });
  await using plain = createLogWriter({ dir: fresh, clock });
  for (const writer of [web, plain]) {
    writer.logWhatsAppMessage({ phone: PHONE, direction: "INCOMING", type: "text" });
    await writer.flush();
  }
  expect(readdirSync(join(fresh, "instances"))).toEqual(["web1"]);
  expect(readdirSync(join(fresh, "whatsapp/2026-11-23")).toSorted()).toEqual([
    `${PHONE}.log`,
    `${PHONE}~web1.log`,
  ]);
  const copied = tempDir();
  makeDay(copied, "2026-11-20");
  await using late = createLogWriter({ dir: copied, timeZone: "UTC", instance: "web2", clock });
  late.appLogger.info("started");
  await late.flush();
  expect(existsSync(join(copied, "instances"))).toBe(false);
});
