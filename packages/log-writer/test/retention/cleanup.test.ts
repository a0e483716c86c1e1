import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_FOLDER } from "@org/log-core";
import { fileTree, runNode, tempDir } from "@org/test-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { cleanup, type CleanupOptions } from "../../src/retention/cleanup.ts";
import { days, isThere, logTree, names } from "./log-tree.ts";

function at(time: string): { now: () => number } {
  return { now: () => Date.parse(time) };
}

const NOON = at("2026-11-23T12:00:00Z");

function layout(dir: string): unknown {
  return JSON.parse(readFileSync(join(dir, "layout.json"), "utf8"));
}

describe("which days go", () => {
  test.each([
    [1, "2026-11-22"],
    [5, "2026-11-18"],
    [30, "2026-10-24"],
    [365, "2025-11-23"],
  ])(
    "with %i days %s is the oldest that stays, with today and what is ahead",
    async (retentionDays, oldest) => {
      const dir = logTree("UTC", ["2025-11-22", "2025-11-23", ...days("2026-10-20", 40)]);
      const report = await cleanup({ dir, retentionDays, clock: NOON });
      expect(names(dir)[0]).toBe(oldest);
      expect(names(dir).at(-1)).toBe("2026-11-28");
      expect(report).toMatchObject({ today: "2026-11-23", oldestKept: oldest, retentionDays });
      expect(report.keptDays).toBe(names(dir).length * 2);
    },
  );

  test("false removes nothing", async () => {
    const dir = logTree("UTC", ["1999-01-01"], { retentionDays: 1 });
    const report = await cleanup({ dir, retentionDays: false, clock: NOON });
    expect(report).toMatchObject({ oldestKept: undefined, removed: [], keptDays: 2 });
    expect(names(dir)).toEqual(["1999-01-01"]);
  });

  // One moment, and what day it is in each zone; the last rows are days of 23 and of 25 hours.
  test.each([
    ["UTC", "2026-11-23T23:59:59.999Z", "2026-11-23"],
    ["Europe/Rome", "2026-11-23T22:59:59.999Z", "2026-11-23"],
    ["Europe/Rome", "2026-11-23T23:00:00.000Z", "2026-11-24"],
    ["Pacific/Chatham", "2026-11-23T10:15:00.000Z", "2026-11-24"],
    ["America/Sao_Paulo", "2026-11-24T02:59:59.999Z", "2026-11-23"],
    ["Europe/Rome", "2026-03-29T21:59:59.999Z", "2026-03-29"],
    ["Europe/Rome", "2026-03-29T22:00:00.000Z", "2026-03-30"],
    ["Europe/Rome", "2026-10-25T22:59:59.999Z", "2026-10-25"],
    ["Europe/Rome", "2026-10-25T23:00:00.000Z", "2026-10-26"],
  ])("in %s at %s today is %s", async (timeZone, time, today) => {
    const dir = logTree(timeZone, days("2026-03-20", 260), { phones: [], retentionDays: 2 });
    const report = await cleanup({ dir, clock: at(time) });
    expect(report).toMatchObject({ today, timeZone });
    const [first] = names(dir, "app");
    expect(first).toBe(report.oldestKept);
    expect(names(dir, "app").indexOf(today)).toBe(2);
  });
});

describe("the folder's own retention", () => {
  test("counts when none is given, however it was set", async () => {
    const dir = logTree("UTC", days("2026-11-01", 23), { retentionDays: 365 });
    expect(await cleanup({ dir, clock: NOON })).toMatchObject({ retentionDays: 365, removed: [] });
    expect(names(dir)).toHaveLength(23);
  });

  test.each([
    ["smaller", 30, 7],
    ["larger", 7, 90],
    ["for ever", 7, false],
    ["a number after for ever", false, 7],
  ] as const)("is changed by set: %s", async (_name, before, after) => {
    const dir = logTree("Asia/Kolkata", days("2026-11-20", 3), { retentionDays: before });
    const report = await cleanup({ dir, retentionDays: after, set: true, clock: NOON });
    expect(report).toMatchObject({ retentionDays: after, folderRetentionDays: after });
    expect(layout(dir)).toEqual({ version: 1, timeZone: "Asia/Kolkata", retentionDays: after });
  });

  test("stays as it is without set, and in a dry run", async () => {
    const dir = logTree("UTC", days("2026-11-01", 23));
    await cleanup({ dir, retentionDays: 7, clock: NOON });
    await cleanup({ dir, retentionDays: 5, set: true, dryRun: true, clock: NOON });
    await cleanup({ dir, set: true, clock: NOON });
    expect(layout(dir)).toMatchObject({ retentionDays: 30 });
  });

  test("being changed by somebody else at the moment is said, and nothing goes", async () => {
    const dir = logTree("UTC", days("2026-11-01", 23), { more: { "layout.json.lock": "" } });
    await expect(cleanup({ dir, retentionDays: 7, set: true, clock: NOON })).rejects.toThrow(
      /is being changed by another process\. Try again\./,
    );
    expect(names(dir)).toHaveLength(23);
  });
});

test("a dry run reports what a run then does", async () => {
  const dir = logTree("UTC", days("2026-10-01", 54));
  const dry = await cleanup({ dir, dryRun: true, clock: NOON });
  expect(names(dir)).toHaveLength(54);
  const real = await cleanup({ dir, clock: NOON });
  expect({ ...real, dryRun: true }).toEqual(dry);
  expect(real.removed).toHaveLength(46);
  expect((await cleanup({ dir, clock: NOON })).removed).toEqual([]);
});

describe("a folder that is none", () => {
  test("missing", async () => {
    await expect(cleanup({ dir: join(tempDir(), "no") })).rejects.toMatchObject({
      code: "LOG_FOLDER_MISSING",
      message: expect.stringContaining("There is no log folder") as string,
    });
  });

  test("foreign: nothing in it is touched", async () => {
    const dir = fileTree({ "whatsapp/1999-01-01/1234567890.log": "x" });
    await expect(cleanup({ dir, retentionDays: 1, set: true })).rejects.toMatchObject({
      code: "LOG_FOLDER_FOREIGN",
    });
    expect(names(dir)).toEqual(["1999-01-01"]);
  });

  test.each([
    ["a file", "LOG_FOLDER_UNREADABLE", undefined],
    ["newer", "LOG_LAYOUT_NEWER", '{"version":9}'],
    ["broken", "LOG_LAYOUT_INVALID", "{"],
  ])("%s", async (name, code, text) => {
    const dir = tempDir();
    if (text === undefined) writeFileSync(join(dir, name), "");
    else writeFileSync(join(dir, "layout.json"), text);
    const path = text === undefined ? join(dir, name) : dir;
    await expect(cleanup({ dir: path })).rejects.toMatchObject({ code });
  });

  test("the default below the working folder, when there is none", async () => {
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    // Where the demo was played there is one.
    process.chdir(tempDir());
    await expect(cleanup()).rejects.toThrow(new RegExp(DEFAULT_FOLDER));
  });
});

test.each([
  [{ retentionDay: 5 }, /retentionDay is not an option, did you mean retentionDays\?/],
  [{ retentionDays: 0 }, /retentionDays must be a whole number of days from 1 to 36500, or false/],
  [{ dir: "" }, /dir must be a path/],
  [{ dryRun: "yes", set: 1 }, /dryRun must be true or false.*set must be true or false/],
  [{ onBeforeDelete: true }, /onBeforeDelete must be a function/],
  [{ clock: 5 }, /clock must be an object with now/],
  [null, /options must be an object/],
])("%j is refused", async (options, message) => {
  await expect(cleanup(options as CleanupOptions)).rejects.toThrow(message);
});

describe("a user who is not root", () => {
  const BOT = new URL("bots/cleanup-as-ordinary-user.mjs", import.meta.url);

  async function asOrdinaryUser(dir: string, options: object): Promise<Record<string, unknown>> {
    const { stdout, stderr } = await runNode(BOT, { args: [dir, JSON.stringify(options)] });
    expect(stderr).toBe("");
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Modes for the rest of the test, so that the folder can be removed after it. */
  function setMode(path: string, mode: number): void {
    chmodSync(path, mode);
    onTestFinished(() => {
      if (isThere(path)) chmodSync(path, 0o755);
    });
  }

  function open(dir: string): void {
    chmodSync(join(dir, "layout.json"), 0o644);
    for (const name of [".", "whatsapp", "app", ...names(dir).map((each) => `whatsapp/${each}`)]) {
      setMode(join(dir, name), 0o777);
    }
  }

  test("and may not read the folder is told so", async () => {
    const dir = logTree("UTC", ["1999-01-01"]);
    setMode(dir, 0o300);
    expect(await asOrdinaryUser(dir, {})).toMatchObject({ code: "LOG_FOLDER_UNREADABLE" });
  });

  test("and may not change the settings is told so, and nothing goes", async () => {
    const dir = logTree("UTC", ["1999-01-01"]);
    open(dir);
    setMode(dir, 0o555);
    expect(await asOrdinaryUser(dir, { retentionDays: 5, set: true })).toMatchObject({
      code: "LOG_FOLDER_UNREADABLE",
      message: expect.stringContaining("EACCES") as string,
    });
    expect(names(dir)).toEqual(["1999-01-01"]);
  });

  test("a day that may not be looked into fails alone", async () => {
    const dir = logTree("UTC", ["1999-01-01", "1999-01-02"], { phones: ["1234567890"] });
    open(dir);
    mkdirSync(join(dir, "whatsapp/1998-01-01"));
    setMode(join(dir, "whatsapp/1998-01-01"), 0o000);
    // Root owns the days of app: its files may not be removed either.
    const { removed, failed } = await asOrdinaryUser(dir, {});
    expect(removed).toMatchObject([{ day: "1999-01-01" }, { day: "1999-01-02" }]);
    expect(failed).toContainEqual({
      root: "whatsapp",
      day: "1998-01-01",
      files: 0,
      bytes: 0,
      code: "EACCES",
    });
    expect(names(dir)).toEqual(["1998-01-01"]);
  });
});
