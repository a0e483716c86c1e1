import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { runCli } from "../fake-io.ts";
import { expectGolden } from "../golden.ts";
import { folderWith, type Said } from "../log-folder.ts";

const LOGS: readonly Said[] = [
  { time: "2026-10-01T10:00:00.000Z", data: { text: "x".repeat(3000) } },
  { time: "2026-10-01T10:00:00.000Z", log: "app", msg: "up" },
  { time: "2026-10-24T10:00:00.000Z" },
  { time: "2026-11-10T10:00:00.000Z" },
  { time: "2026-11-23T09:00:00.000Z" },
];

function days(cwd: string): string[] {
  return readdirSync(join(cwd, "app/logs/whatsapp")).toSorted();
}

function receipt(cwd: string, stdout: string): string {
  return stdout.replaceAll(cwd, "DIR");
}

function retention(cwd: string): unknown {
  return (
    JSON.parse(readFileSync(join(cwd, "app/logs/layout.json"), "utf8")) as {
      retentionDays: unknown;
    }
  ).retentionDays;
}

test("by itself it removes what the folder no longer keeps", async () => {
  const cwd = folderWith(LOGS);
  const { code, stdout, stderr } = await runCli(["cleanup"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(days(cwd)).toEqual(["2026-10-24", "2026-11-10", "2026-11-23"]);
  await expectGolden("cleanup.txt", receipt(cwd, stdout));
});

test("a folder kept for a year loses nothing", async () => {
  const cwd = folderWith(LOGS, { retentionDays: 365 });
  const { code, stdout } = await runCli(["cleanup"], { cwd });
  expect(code).toBe(0);
  expect(days(cwd)).toHaveLength(4);
  expect(stdout).toMatch(/^Nothing to remove/);
});

test("--days removes what was asked, this once, and tells what the folder is set to", async () => {
  const cwd = folderWith(LOGS, { retentionDays: 365 });
  const { stdout } = await runCli(["cleanup", "--days", "14"], { cwd });
  expect(days(cwd)).toEqual(["2026-11-10", "2026-11-23"]);
  expect(retention(cwd)).toBe(365);
  await expectGolden("cleanup-days.txt", receipt(cwd, stdout));
});

test("--set makes it the folder's own", async () => {
  const cwd = folderWith(LOGS, { retentionDays: 365 });
  const { stdout } = await runCli(["cleanup", "--days", "14", "--set"], { cwd });
  expect(days(cwd)).toEqual(["2026-11-10", "2026-11-23"]);
  expect(retention(cwd)).toBe(14);
  expect(stdout).toContain("From now on it keeps 14 days.");
});

test("--dry-run changes nothing", async () => {
  const cwd = folderWith(LOGS, { retentionDays: 365 });
  const { code, stdout } = await runCli(["cleanup", "--days", "14", "--set", "--dry-run"], { cwd });
  expect(code).toBe(0);
  expect(days(cwd)).toHaveLength(4);
  expect(retention(cwd)).toBe(365);
  await expectGolden("cleanup-dry-run.txt", receipt(cwd, stdout));
});

test("a folder that is no log folder is left alone", async () => {
  const cwd = tempDir();
  mkdirSync(join(cwd, "photos/whatsapp/2020-01-01"), { recursive: true });
  writeFileSync(join(cwd, "photos/whatsapp/2020-01-01/123.log"), "");
  const { code, stderr } = await runCli(["cleanup", "--dir", "photos"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain("(LOG_FOLDER_FOREIGN)");
  expect(existsSync(join(cwd, "photos/whatsapp/2020-01-01/123.log"))).toBe(true);
});

test.each([
  [["--days", "0"], '--days must be a whole number from 1 to 36500, but it is "0"'],
  [["--set"], "--set needs --days N, the days to keep"],
  [["extra"], 'cleanup takes no words, but it got "extra"'],
])("%j is refused", async (argv, sentence) => {
  const cwd = folderWith(LOGS);
  const { code, stderr } = await runCli(["cleanup", ...argv], { cwd });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `log-cli: ${sentence} (LOG_USAGE_INVALID)\n`,
  });
  expect(days(cwd)).toHaveLength(4);
});

test("a folder that is missing: where it was looked for", async () => {
  const cwd = tempDir();
  const { code, stderr } = await runCli(["cleanup"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^log-cli: there is no log folder at .*\/app\/logs; .* \(LOG_FOLDER_MISSING\)\n$/,
  );
  expect(existsSync(join(cwd, "app"))).toBe(false);
});

describe("on a terminal", () => {
  test("it says what will go, asks, and removes after a yes", async () => {
    const cwd = folderWith(LOGS);
    const questions: string[] = [];
    const { code, stdout, stderr } = await runCli(["cleanup"], {
      cwd,
      answer: "yes",
      onQuestion: (question) => questions.push(question),
    });
    expect(questions).toEqual(["Remove 2 day folders? [y/N] "]);
    expect(stderr).toMatch(
      /^DAY .*\nwhatsapp\/2026-10-01 .*\napp\/2026-10-01 .*\nWould remove 2 day folders/s,
    );
    expect(stdout).toMatch(/^DAY .*\nRemoved 2 day folders/s);
    expect(days(cwd)).toEqual(["2026-10-24", "2026-11-10", "2026-11-23"]);
    expect(code).toBe(0);
  });

  test("the days stand there once if the receipt comes on the same terminal", async () => {
    const setup = { cwd: folderWith(LOGS), answer: "y", isTTY: true, errorIsTTY: true };
    const { stdout, stderr } = await runCli(["cleanup"], setup);
    expect(stderr).toContain("\nwhatsapp/2026-10-01 ");
    expect(stdout).toMatch(/^Removed 2 day folders, /);
  });

  test("a no leaves everything, the folder's setting too", async () => {
    const cwd = folderWith(LOGS);
    const argv = ["cleanup", "--days", "14", "--set"];
    const { code, stdout, stderr } = await runCli(argv, { cwd, answer: "n" });
    expect(stderr).toMatch(/\nlog-cli: nothing was removed\.\n$/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(days(cwd)).toHaveLength(4);
    expect(retention(cwd)).toBe(30);
  });

  test.each([["--yes"], ["--dry-run"]])("%s asks nothing", async (option) => {
    const onQuestion = (question: string): void => {
      throw new Error(question);
    };
    const setup = { cwd: folderWith(LOGS), answer: "n", onQuestion };
    expect((await runCli(["cleanup", option], setup)).code).toBe(0);
  });

  test("where nothing is to go, there is nothing to ask", async () => {
    const onQuestion = (question: string): void => {
      throw new Error(question);
    };
    const setup = { cwd: folderWith(LOGS, { retentionDays: 365 }), answer: "n", onQuestion };
    expect((await runCli(["cleanup"], setup)).stdout).toMatch(/^Nothing to remove/);
  });
});

test("-o json is the receipt as one object", async () => {
  const { stdout } = await runCli(["cleanup", "-o", "json"], { cwd: folderWith(LOGS) });
  expect(JSON.parse(stdout)).toMatchObject({
    today: "2026-11-23",
    retentionDays: 30,
    dryRun: false,
    removed: [
      { root: "whatsapp", day: "2026-10-01", files: 1 },
      { root: "app", day: "2026-10-01", files: 1 },
    ],
    failed: [],
    keptDays: 3,
  });
});
