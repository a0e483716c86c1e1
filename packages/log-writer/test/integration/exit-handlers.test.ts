import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { writeBot } from "../bot-file.ts";
import { writtenLines } from "./written-lines.ts";

/** Runs a bot that has `logs` on the folder `logs` and gives back what app.log says then. */
async function run(dir: string, bot: string): Promise<{ code: number | null; messages: string[] }> {
  const { code } = await runNode(writeBot(dir, bot), { cwd: dir });
  const lines = writtenLines(join(dir, "logs"), "app");
  return { code, messages: lines.map((line) => (JSON.parse(line) as { msg: string }).msg) };
}

const OPEN = `const logs = createLogWriter({ dir: "logs", timeZone: "UTC" });`;

test("what an exit handler logs is written, whether it was there before the writer or after", async () => {
  const bot = `
    process.on("exit", () => logs.appLogger.info("before"));
    ${OPEN}
    process.on("exit", () => logs.appLogger.info("after"));
    logs.appLogger.info("hello");
    await logs.flush();
    process.exit(3);`;
  expect(await run(tempDir(), bot)).toEqual({ code: 3, messages: ["hello", "before", "after"] });
});

test("what an exit handler logs is written while an append is under way, in order", async () => {
  const bot = `
    ${OPEN}
    process.on("exit", () => { for (let n = 0; n < 3; n += 1) logs.appLogger.info("bye " + n); });
    logs.appLogger.info("x".repeat(200_000));
    setImmediate(() => setImmediate(() => process.exit(0)));`;
  const { messages } = await run(tempDir(), bot);
  expect(messages.slice(1)).toEqual(["bye 0", "bye 1", "bye 2"]);
});

test("somebody emits exit and the process goes on: nothing is lost, doubled or written on the spot ever after", async () => {
  const bot = `
    ${OPEN}
    for (let n = 0; n < 20; n += 1) {
      logs.appLogger.info(String(n));
      if (n % 3 === 0) await new Promise(setImmediate);
      if (n % 5 === 0) process.emit("exit", 0);
    }
    await logs.close();
    const { accepted, written, bufferedBytes } = logs.metrics();
    process.exit(accepted === 20 && written === 20 && bufferedBytes === 0 ? 0 : 1);`;
  const expected = Array.from({ length: 20 }, (_, n) => String(n));
  expect(await run(tempDir(), bot)).toEqual({ code: 0, messages: expected });
});

test("a bot that ends the process when it is told of an error at exit keeps the lines of its other writers", async () => {
  const dir = tempDir();
  mkdirSync(join(dir, "bad"));
  writeFileSync(join(dir, "bad/app"), "a file where a folder should be");
  const bot = `
    const bad = createLogWriter({ dir: "bad", timeZone: "UTC", onError: () => process.exit(5) });
    ${OPEN}
    bad.appLogger.info("nowhere");
    logs.appLogger.info("somewhere");
    process.exit(0);`;
  expect(await run(dir, bot)).toEqual({ code: 5, messages: ["somewhere"] });
});
