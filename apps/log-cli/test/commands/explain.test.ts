import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../fake-io.ts";
import { folderWith, type Said } from "../log-folder.ts";

const DAY = "app/logs/whatsapp/2026-11-23";
const LOGS: readonly Said[] = [
  { time: "2026-11-22T10:00:00.000Z", data: { text: "one needle" } },
  { time: "2026-11-23T08:00:00.000Z", data: { text: "two" } },
  { time: "2026-11-23T09:00:00.000Z", phone: "393331234567", data: { text: "three needle" } },
];

/** A folder in which everything is wrong that can be. */
function damagedFolder(): string {
  const cwd = folderWith(LOGS);
  const whole = '{"level":"info","time":"2026-11-23T09:30:00.000Z","msg":"glued needle"}';
  appendFileSync(join(cwd, DAY, "1234567890.log"), `no entry\n{"level":"in${whole}\n`);
  appendFileSync(join(cwd, DAY, "393331234567.log"), '{"level":"info","time":"2026-11-23T0');
  writeFileSync(join(cwd, DAY, "notes\u001b[31m.txt"), "mine");
  mkdirSync(join(cwd, DAY, "555.log"));
  return cwd;
}

/** What is said of lines and files, without the plan and the time. */
function told(stderr: string): string[] {
  const lines = stderr.trimEnd().split("\n");
  return lines.slice(lines.findIndex((line) => line.includes("files by name")));
}

describe("--explain", () => {
  test("names what was found damaged among the lines that had to be parsed", async () => {
    const cwd = damagedFolder();
    const { stdout, stderr, code } = await runCli(["search", "needle", "--explain"], { cwd });
    expect({ code, lines: stdout.trim().split("\n").length }).toEqual({ code: 0, lines: 3 });
    expect(told(stderr)).toEqual([
      expect.stringMatching(/^3 files by name, 3 opened, \d+ B read$/),
      "3 lines looked at, 3 parsed, 3 found",
      "1 damaged line among those parsed, 0 lines without an end, 2 files that the layout does not know, 0 unreadable",
      "damaged: whatsapp/2026-11-23/1234567890.log, line 3",
      "not known: whatsapp/2026-11-23/555.log",
      String.raw`not known: whatsapp/2026-11-23/notes\x1b[31m.txt`,
      expect.stringMatching(/^to go on after it: --cursor \S+$/),
      expect.stringMatching(/^\d+ ms$/),
    ]);
  });

  test("=full parses every line, and names all that is damaged by file and line", async () => {
    const cwd = damagedFolder();
    const { stdout, stderr } = await runCli(["search", "needle", "--explain=full"], { cwd });
    expect(stdout.trim().split("\n")).toHaveLength(3);
    expect(told(stderr).slice(1, -2)).toEqual([
      "6 lines looked at, 6 parsed, 3 found",
      "2 damaged lines among those parsed, 1 line without an end, 2 files that the layout does not know, 0 unreadable",
      "damaged: whatsapp/2026-11-23/1234567890.log, line 2",
      "damaged: whatsapp/2026-11-23/1234567890.log, line 3",
      "without an end: whatsapp/2026-11-23/393331234567.log, line 2",
      "not known: whatsapp/2026-11-23/555.log",
      expect.stringContaining("not known: whatsapp/2026-11-23/notes"),
    ]);
  });
});
