import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventually, startNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";

const PACKAGE = new URL("../dist/index.js", import.meta.url).href;

test("whoever reads stdout may go away: the bot goes on and every line is in its file", async () => {
  const dir = tempDir();
  const file = join(dir, "bot.mjs");
  writeFileSync(
    file,
    `import { createLogWriter } from "${PACKAGE}";
     const logs = createLogWriter({ dir: "logs", stdout: "all", timeZone: "UTC" });
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
