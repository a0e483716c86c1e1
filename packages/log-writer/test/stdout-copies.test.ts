import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { tempDir } from "@org/test-kit";
import { expect, onTestFinished, test, vi } from "vitest";
import { StdoutCopies } from "../src/stdout-copies.ts";
import { writeBot } from "./bot-file.ts";

const COUNT = 200;
const MIB = 1024 * 1024;

test("they go on when half of what waited has been read, and both ends of the gap are said once", () => {
  const written: string[] = [];
  const reported: string[] = [];
  const waiting = vi.spyOn(process.stdout, "writableLength", "get");
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const copies = new StdoutCopies({ now: () => 0, report: ({ code }) => reported.push(code) });
  for (const [waitingMib, line] of [
    [15, "a"],
    [17, "b"],
    [17, "c"],
    [9, "d"],
    [7, "e"],
    [7, "f"],
  ] as const) {
    waiting.mockReturnValue(waitingMib * MIB);
    copies.write(line);
  }
  write.mockRestore();
  expect(written).toEqual(["a", expect.stringContaining('"data":{"leftOut":3}'), "e", "f"]);
  expect(reported).toEqual(["LOG_STDOUT_STALLED"]);
});

test("a reader of stdout that has stopped costs copies, which is said, and not the bot's memory", async () => {
  const dir = tempDir();
  const file = writeBot(
    dir,
    `import { once } from "node:events";
     const logs = createLogWriter({ dir: "logs", stdout: "all", timeZone: "UTC" });
     for (let at = 0; at < ${COUNT}; at += 1) {
       logs.appLogger.info({ at }, "x".repeat(100_000));
       if (at % 10 === 0) await logs.flush();
     }
     process.stderr.write(JSON.stringify({ waiting: process.stdout.writableLength }) + "\\n");
     await once(process.stdin.resume(), "end");
     while (process.stdout.writableLength > 0) await new Promise(setImmediate);
     logs.appLogger.info({ at: ${COUNT} }, "read again");
     await logs.close();`,
  );
  const bot = spawn(process.execPath, [file], { cwd: dir, stdio: "pipe" });
  onTestFinished(() => void bot.kill("SIGKILL"));
  const told: string[] = [];
  const stderr = createInterface({ input: bot.stderr }).on("line", (line) => told.push(line));
  while (!told.some((line) => line.startsWith("{"))) await once(stderr, "line");
  const [said = "", state = ""] = told;
  expect(said).toContain("(LOG_STDOUT_STALLED)");
  const { waiting } = JSON.parse(state) as { waiting: number };
  expect(waiting).toBeLessThan(20 * MIB);

  let copies = "";
  bot.stdout.setEncoding("utf8").on("data", (text: string) => (copies += text));
  bot.stdin.end();
  const [code] = (await once(bot, "close")) as [number];
  expect(code).toBe(0);
  const lines = copies.trim().split("\n");
  const last = lines.slice(-2).map((line) => JSON.parse(line) as { data?: { leftOut: number } });
  const leftOut = Number(last[0]?.data?.leftOut);
  expect(leftOut).toBeGreaterThan(0);
  expect(last[1]).toMatchObject({ msg: "read again" });
  // One of them is the line that says so.
  expect(lines.length - 1 + leftOut).toBe(COUNT + 1);
  const written = readFileSync(join(dir, "logs/app/app.log"), "utf8").trim().split("\n");
  expect(written).toHaveLength(COUNT + 1);
});
