import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCalendar, type CalendarDay } from "@org/log-core";
import { cleanup, createLogWriter } from "@org/log-writer";
import { eventually, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { forgetAliases } from "../../src/retention/forget-aliases.ts";

const OLDEST_KEPT = "2026-10-24" as CalendarDay;
const SETTINGS = '{"version":1,"timeZone":"Europe/Rome","retentionDays":30}\n';
const clock = { now: () => Date.parse("2026-11-23T12:00:00Z") };

function alias(time: string, ids: readonly [string, string]): string {
  return `${JSON.stringify({ time, ids, reason: "same" })}\n`;
}

const OLD = "2026-10-23T21:59:59.999Z";
/** Already the next day in Rome, whose clocks are two hours ahead. */
const KEPT = "2026-10-23T22:00:00.000Z";

const GONE = alias(OLD, ["111@lid", "39111"]) + alias(OLD, ["39111", "39112"]);
/** Nothing new is known of them, but the last of their ids has a file. */
const ACTIVE = alias(OLD, ["222@lid", "39221"]) + alias(OLD, ["39221", "39222"]);
/** They have no file: they may write in groups. */
const NEW = alias(OLD, ["333@lid", "39331"]) + alias(KEPT, ["39331", "39332"]);
const TORN = '{"time":"2026-10-23T2\n';

function folder(): string {
  const dir = tempDir();
  writeFileSync(join(dir, "layout.json"), SETTINGS);
  mkdirSync(join(dir, "whatsapp/2026-11-01"), { recursive: true });
  writeFileSync(join(dir, "whatsapp/2026-11-01/39222.log"), "");
  writeFileSync(join(dir, "aliases.ndjson"), GONE + ACTIVE + TORN);
  writeFileSync(join(dir, "aliases~web1.ndjson"), NEW);
  return dir;
}

function text(dir: string, name = "aliases.ndjson"): string {
  return readFileSync(join(dir, name), "utf8");
}

describe("people of whom nothing is kept", () => {
  const calendar = createCalendar("Europe/Rome");

  test("are forgotten in place, and nobody else", async () => {
    const dir = folder();
    const options = { dir, oldestKept: OLDEST_KEPT, calendar };
    expect(await forgetAliases({ ...options, dryRun: true })).toBe(2);
    expect(text(dir)).toBe(GONE + ACTIVE + TORN);
    expect(await forgetAliases({ ...options, dryRun: false })).toBe(2);
    expect(text(dir)).toBe(GONE.replace(/[^\n]/g, " ") + ACTIVE + TORN);
    expect(text(dir, "aliases~web1.ndjson")).toBe(NEW);
    expect(await forgetAliases({ ...options, dryRun: false })).toBe(0);
  });

  test("are forgotten by a cleanup by hand, which says how many lines", async () => {
    const dir = folder();
    expect(await cleanup({ dir, clock, dryRun: true })).toMatchObject({ aliases: 2 });
    expect(await cleanup({ dir, clock })).toMatchObject({ aliases: 2 });
    expect(text(dir)).not.toContain("39111");
    expect(await cleanup({ dir, clock, retentionDays: false })).toMatchObject({ aliases: 0 });
  });

  test("are forgotten by a bot that starts", async () => {
    const dir = folder();
    await using logs = createLogWriter({ dir, clock });
    await eventually(() => !text(dir).includes("39111"));
    expect(text(dir)).toContain(ACTIVE);
    await logs.flush();
  });

  test("stay where everything is kept", async () => {
    const dir = folder();
    writeFileSync(join(dir, "layout.json"), SETTINGS.replace("30", "false"));
    expect(await cleanup({ dir, clock })).toMatchObject({ aliases: 0 });
    expect(text(dir)).toContain("39111");
  });
});

test("a folder without aliases has none to forget", async () => {
  const dir = tempDir();
  const options = { dir, oldestKept: OLDEST_KEPT, calendar: createCalendar("UTC") };
  expect(await forgetAliases({ ...options, dryRun: false })).toBe(0);
});
