import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
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
