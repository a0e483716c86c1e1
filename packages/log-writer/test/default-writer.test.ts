import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runNode, tempDir, type NodeResult } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { writeBot } from "./bot-file.ts";

/** Runs a script with the module's own functions in a process with its own environment. */
function run(dir: string, script: string, env: Record<string, string> = {}): Promise<NodeResult> {
  const file = writeBot(dir, script, "appLogger, createLogWriter, logRequest, logWhatsAppMessage");
  const clean = { LOG_DIR: "", LOG_LEVEL: "", LOG_BOT: "", LOG_STDOUT: "", LOG_TIME_ZONE: "UTC" };
  return runNode(file, { cwd: dir, env: { ...clean, ...env } });
}

function appLines(dir: string): Record<string, unknown>[] {
  return readFileSync(join(dir, "app/app.log"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("importing alone makes nothing; the first use makes one writer below the working folder", async () => {
  const dir = tempDir();
  const { code, stdout } = await run(
    dir,
    `import { existsSync } from "node:fs";
     const before = existsSync("app");
     logWhatsAppMessage({ phone: "1234567890", direction: "incoming", type: "text" });
     logRequest({ method: "GET", url: "/" });
     appLogger.info("hello");
     process.stdout.write(String(before));`,
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: "false" });
  expect(appLines(join(dir, "app/logs"))).toMatchObject([{ msg: "hello" }]);
});

test("appLogger is a pino logger through and through", async () => {
  const dir = tempDir();
  const { code, stderr } = await run(
    dir,
    `import assert from "node:assert";
     assert.equal(appLogger.level, "info");
     assert.ok("child" in appLogger);
     const child = appLogger.child({ a: 1 });
     child.setBindings({ b: 2 });
     child.level = "error";
     assert.equal(appLogger.level, "info", "a child's level is its own");
     appLogger.level = "debug";
     assert.equal(appLogger.isLevelEnabled("debug"), true);
     appLogger.debug({ c: 3 }, "%s", "parent");
     child.child({ d: 4 }).error(new Error("boom"));
     const { info } = appLogger;
     info("taken off");
     await new Promise((resolve) => appLogger.flush(resolve));`,
    { LOG_DIR: "logs", LOG_BOT: "sales" },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(appLines(join(dir, "logs"))).toMatchObject([
    { level: "debug", bot: "sales", c: 3, msg: "parent" },
    { level: "error", bot: "sales", a: 1, b: 2, d: 4, msg: "boom", err: { type: "Error" } },
    { level: "info", msg: "taken off" },
  ]);
});

describe("environment", () => {
  test("a bad value is said once, however many writers there are, and is ignored", async () => {
    const dir = tempDir();
    const { code, stderr } = await run(
      dir,
      `createLogWriter({ dir: "a" }); createLogWriter({ dir: "b" }); appLogger.info("c");`,
      { LOG_LEVEL: "loud", LOG_RETENTION_DAYS: "ten" },
    );
    expect(code).toBe(0);
    expect(stderr.match(/LOG_LEVEL must be/g)).toHaveLength(1);
    expect(stderr.match(/LOG_RETENTION_DAYS must be/g)).toHaveLength(1);
    expect(stderr.trimEnd().split("\n")).toHaveLength(2);
  });

  test("LOG_LEVEL=warn silences no message and no request", async () => {
    const dir = tempDir();
    await run(
      dir,
      `logWhatsAppMessage({ phone: "1234567890", direction: "incoming", type: "text", level: "trace" });
       logRequest({ method: "GET", url: "/" });
       appLogger.info("silenced");
       appLogger.warn("written");`,
      { LOG_LEVEL: "warn", LOG_DIR: "logs" },
    );
    expect(appLines(join(dir, "logs")).map(({ msg }) => msg)).toEqual(["written"]);
    expect(readFileSync(join(dir, "logs/app/requests.log"), "utf8")).toContain('"msg":"GET /"');
    expect(readFileSync(join(dir, "logs/whatsapp/1234567890.log"), "utf8")).toContain(
      '"level":"trace"',
    );
  });

  test.each([
    ["app", ["app"]],
    ["all", ["message", "request", "app"]],
  ])("LOG_STDOUT=%s copies %j to stdout, as they are in the files", async (value, expected) => {
    const dir = tempDir();
    const { stdout } = await run(
      dir,
      `logWhatsAppMessage({ phone: "1234567890", direction: "incoming", type: "text", message: "message" });
       logRequest({ method: "GET", url: "/", id: "request" });
       appLogger.info("app");`,
      { LOG_STDOUT: value, LOG_DIR: "logs" },
    );
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(expected.length);
    for (const [at, word] of expected.entries()) expect(lines[at]).toContain(`"${word}"`);
    expect(readFileSync(join(dir, "logs/app/app.log"), "utf8")).toBe(`${lines.at(-1)}\n`);
  });

  test("an explicit other zone than the folder's is refused on first use, with one sentence", async () => {
    const dir = tempDir();
    await run(dir, `appLogger.info("x");`, { LOG_DIR: "logs", LOG_TIME_ZONE: "Europe/Rome" });
    const { stdout } = await run(
      dir,
      `try { appLogger.info("x"); } catch ({ code, message }) { console.log(code, message); }`,
      { LOG_DIR: "logs", LOG_TIME_ZONE: "America/New_York" },
    );
    expect(stdout).toMatch(/^LOG_ZONE_CONFLICT .*Europe\/Rome.*America\/New_York.*\n$/);
  });
});
