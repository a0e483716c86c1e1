import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installProject, run, type RunResult } from "@org/acceptance";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";

const PROJECTS = fileURLToPath(new URL("projects", import.meta.url));
const LOG_VARIABLES = { LOG_DIR: undefined, LOG_BOT: undefined, LOG_TIME_ZONE: "Europe/Rome" };

/** One project outside the repository that everything is installed into once. */
let project: string;

beforeAll(async () => {
  project = mkdtempSync(join(realpathSync(tmpdir()), "packed-"));
  await installProject(project, {
    registry: inject("registry"),
    packages: ["core", "writer", "reader", "adapters", "cli"].map((name) => `@org/log-${name}`),
  });
  cpSync(PROJECTS, project, { recursive: true });
}, 300_000);

afterAll(() => rm(project, { recursive: true, force: true }), 120_000);

beforeEach(() => rmSync(join(project, "app"), { recursive: true, force: true }));

function node(script: string): Promise<RunResult> {
  return run(process.execPath, [script], { cwd: project, env: LOG_VARIABLES });
}

function logCli(...args: string[]): Promise<RunResult> {
  const command = join(project, "node_modules/.bin/log-cli");
  return run(command, args, { cwd: project, env: { LOG_DIR: undefined, NO_COLOR: "1" } });
}

describe.each(["bot.mjs", "bot.cjs"])("the writer's examples in %s", (script) => {
  test("write every log, without secrets, and say so", async () => {
    const { code, stdout, stderr } = await node(script);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: 4,
      written: 4,
      dropped: 0,
      expired: 0,
      errors: 0,
    });
    const logs = join(project, "app/logs");
    const written = (path: string): string => readFileSync(join(logs, path), "utf8");
    expect(JSON.parse(written("whatsapp/1234567890.log"))).toMatchObject({
      bot: "sales",
      phone: "1234567890",
      direction: "OUTGOING",
      data: { text: "Hello" },
      msg: "OUTGOING text",
    });
    expect(written("app/app.log").split("\n")).toHaveLength(3);
    expect(written("app/requests.log")).toContain('"status":200');
    expect(written("app/requests.log")).not.toContain("EAAG-secret");
    expect(JSON.parse(written("layout.json"))).toEqual({
      version: 1,
      timeZone: "Europe/Rome",
      retentionDays: 30,
    });
  });
});

describe.each(["reader.mjs", "reader.cjs"])("the reader's examples in %s", (script) => {
  test("find what the writer wrote", async () => {
    await node("bot.mjs");
    const { code, stdout, stderr } = await node(script);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const found = JSON.parse(stdout) as Record<string, Record<string, unknown>[]>;
    expect(found["list"]).toMatchObject([{ phone: "1234567890", days: 1 }]);
    expect(found["get"]).toMatchObject([{ phone: "1234567890", data: { text: "Hello" } }]);
    expect(found["search"]).toMatchObject([{ level: "error", msg: "Error occurred" }]);
    expect(found["follow"]).toMatchObject([{ phone: "1234567890", data: { text: "Hello" } }]);
    expect(found["stats"]).toMatchObject({ entries: 1, types: { top: [{ value: "text" }] } });
  });
});

test("the module's own functions write without a flush before the process ends", async () => {
  const { code, stderr } = await node("default-writer.mjs");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const lines = (path: string): number =>
    readFileSync(join(project, "app/logs", path), "utf8")
      .trim()
      .split("\n").length;
  expect([
    lines("whatsapp/1234567890.log"),
    lines("app/app.log"),
    lines("app/requests.log"),
  ]).toEqual([1, 2, 1]);
});

test("the installed log-cli lists, gets, searches, exports and cleans up", async () => {
  await node("bot.mjs");
  const list = await logCli("list");
  expect(list).toMatchObject({ code: 0, stderr: "" });
  expect(list.stdout).toContain("1234567890");
  const get = await logCli("get", "1234567890", "-o", "ndjson");
  expect(JSON.parse(get.stdout)).toMatchObject({ data: { text: "Hello" } });
  const search = await logCli("search", "error", "--days", "7", "-o", "ndjson");
  expect(search.stdout).toContain("Error occurred");
  const exported = await logCli("export", "1234567890", "out.json", "--days", "30");
  expect(exported.code).toBe(0);
  expect(JSON.parse(readFileSync(join(project, "out.json"), "utf8"))).toMatchObject([
    { phone: "1234567890" },
  ]);
  expect((await logCli("cleanup", "--days", "30")).code).toBe(0);
  expect((await logCli("get", "393331234567")).code).toBe(1);
});

test("manifests in the registry know nothing of this workspace", () => {
  const installed = join(project, "node_modules/@org");
  expect(readdirSync(installed)).toHaveLength(5);
  for (const name of readdirSync(installed)) {
    const manifest = readFileSync(join(installed, name, "package.json"), "utf8");
    expect(manifest).not.toMatch(/workspace:|catalog:|log-source/);
  }
});
