import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually, startNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { writeBot } from "./bot-file.ts";

test("whoever reads stdout may go away: the bot goes on and every line is in its file", async () => {
  const dir = tempDir();
  const file = writeBot(
    dir,
    `const logs = createLogWriter({ dir: "logs", stdout: "all", timeZone: "UTC" });
     let count = 0;
     const timer = setInterval(() => {
       logs.appLogger.info({ count: (count += 1) }, "x".repeat(1000));
     }, 1);
     process.stdin.resume().on("end", async () => {
       clearInterval(timer);
       await logs.close();
       process.stderr.write(String(count));
     });`,
  );
  const { child, ended } = startNode(file, { cwd: dir });
  const written = (): number =>
    readFileSync(join(dir, "logs/app/app.log"), "utf8").split("\n").length - 1;
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdout.destroy();
  const atBreak = await eventually(written);
  await eventually(() => written() > atBreak + 20);
  child.stdin.end();
  const { code, stderr } = await ended;
  expect({ code, lines: written() }).toEqual({ code: 0, lines: Number(stderr) });
});

test("whoever reads stderr may go away: what goes wrong does not take the bot with it", async () => {
  const dir = tempDir();
  const alive = join(dir, "alive");
  const file = writeBot(
    dir,
    `import { once } from "node:events";
     import { writeFileSync } from "node:fs";
     process.stdout.write("ready");
     await once(process.stdin.resume(), "end");
     // Where a file is no folder can be made: said on stderr, by the writer and by the environment.
     const logs = createLogWriter({ dir: "bot.mjs/logs" });
     logs.appLogger.info("x");
     await logs.flush().catch(() => undefined);
     // A broken pipe is told of on a later turn.
     await new Promise((resolve) => setTimeout(resolve, 20));
     writeFileSync("alive", String(logs.metrics().errors));
     process.exit(7);`,
  );
  const { child, ended } = startNode(file, { cwd: dir, env: { LOG_RETENTION_DAYS: "many" } });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.stderr.destroy();
  child.stdin.end();
  expect((await ended).code).toBe(7);
  expect(Number(readFileSync(alive, "utf8"))).toBeGreaterThan(0);
});
