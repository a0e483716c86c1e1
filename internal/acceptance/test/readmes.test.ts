import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installProject, run, runOk } from "@org/acceptance";
import { eventually, runNode, startNode } from "@org/test-kit";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";

/** What the README of each package has one install. With it come its dependencies, and no more. */
const INSTALLED: Readonly<Record<string, readonly string[]>> = {
  "@org/log-core": ["@org/log-core"],
  "@org/log-writer": ["@org/log-writer"],
  "@org/log-reader": ["@org/log-reader"],
  "@org/log-adapters": ["@org/log-writer", "@org/log-adapters"],
};
/** Its README holds commands, not programs, and has one install it globally, far from any project. */
const COMMAND = "@org/log-cli";
/** Commands that its README does not show in full. */
const MORE_COMMANDS = [
  "--version",
  "--help",
  "get 1234567890 -o pretty",
  'search --regex "re[a-z]+nd" -i',
  "tail -n 1",
  "erase 1234567890 --dry-run",
  "completion bash",
];

/** What a bot has logged before somebody reads: the examples of reading look for it. */
const LOGGED = `import { createLogWriter } from "@org/log-writer";
const logs = createLogWriter({ dir: "app/logs", timeZone: "Europe/Rome" });
const log = (direction, text, message) =>
  logs.logWhatsAppMessage({ phone: "1234567890", direction, type: "text", data: { text }, message });
log("incoming", "I want a refund");
log("outgoing", "Of course");
logs.appLogger.error({ phone: "1234567890" }, "payment failed");
await logs.close();
`;

/** Where it lies: in a project that has the writer. */
const BOT = "@org/log-writer/bot.mjs";

/** Environment of a machine on which nothing was set up. */
const ENV = Object.fromEntries(
  ["DIR", "BOT", "INSTANCE", "LEVEL", "RETENTION_DAYS", "STDOUT", "TIME_ZONE"].map((name) => [
    `LOG_${name}`,
    undefined,
  ]),
);

let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "readmes-"));
  for (const [name, packages] of Object.entries(INSTALLED)) {
    await installProject(join(root, name), { registry: inject("registry"), packages });
  }
  writeFileSync(join(root, BOT), LOGGED);
}, 300_000);

afterAll(() => rm(root, { recursive: true, force: true }), 120_000);

/** The blocks of JavaScript in the README that was installed, in their order. */
function snippetsOf(name: string): string[] {
  const readme = readFileSync(join(root, name, "node_modules", name, "README.md"), "utf8");
  return Array.from(readme.matchAll(/^```js\n(.*?)^```$/gms), ([, code = ""]) => code);
}

describe.each(Object.keys(INSTALLED))("the README of %s", (name) => {
  const folder = (): string => join(root, name);

  beforeEach(async () => {
    rmSync(join(folder(), "app"), { recursive: true, force: true });
    const logged = await runNode(join(root, BOT), { cwd: folder(), env: ENV });
    expect(logged).toMatchObject({ code: 0, stderr: "" });
  });

  test("has examples, and each runs as printed", async () => {
    const snippets = snippetsOf(name).filter((code) => !isServer(code));
    expect(snippets.length).toBeGreaterThan(0);
    for (const [index, code] of snippets.entries()) {
      const file = join(folder(), `${index}.${code.includes("require(") ? "cjs" : "mjs"}`);
      writeFileSync(file, code);
      const { code: exitCode, stderr } = await runNode(file, { cwd: folder(), env: ENV });
      expect({ code, exitCode, stderr }).toEqual({ code, exitCode: 0, stderr: "" });
    }
  }, 120_000);
});

test("the reader's first example shows what was logged", async () => {
  const folder = join(root, "@org/log-reader");
  rmSync(join(folder, "app"), { recursive: true, force: true });
  await runNode(join(root, BOT), { cwd: folder, env: ENV });
  writeFileSync(join(folder, "first.mjs"), snippetsOf("@org/log-reader")[0] ?? "");
  const { stdout } = await runNode(join(folder, "first.mjs"), { cwd: folder, env: ENV });
  expect(stdout).toMatch(/^1234567890 1 days, the last [\d-]{10}, \d+ bytes\n/);
  expect(stdout).toMatch(/OUTGOING text .*\n.*INCOMING text .*\n/);
  expect(stdout).toMatch(/1234567890 payment failed\n$/);
});

test("the webhook of the adapters' README logs what it is posted", async () => {
  const folder = join(root, "@org/log-adapters");
  rmSync(join(folder, "app"), { recursive: true, force: true });
  const server = snippetsOf("@org/log-adapters").find((code) => isServer(code)) ?? "";
  writeFileSync(join(folder, "server.mjs"), server);
  const port = await freePort();
  const bot = startNode(join(folder, "server.mjs"), {
    cwd: folder,
    env: { ...ENV, PORT: String(port), VERIFY_TOKEN: "my-token", APP_SECRET: undefined },
  });
  const url = `http://127.0.0.1:${port}/webhook`;
  const verify = "?hub.mode=subscribe&hub.verify_token=my-token&hub.challenge=42";
  const answer = await eventually(() => fetch(url + verify));
  expect(await answer.text()).toBe("42");
  const message = { from: "1234567890", id: "wamid.1", type: "text", text: { body: "Hello" } };
  const value = { messaging_product: "whatsapp", messages: [message] };
  const body = { entry: [{ changes: [{ field: "messages", value }] }] };
  const posted = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  expect(posted.status).toBe(200);
  bot.child.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 143, stderr: "" });
  const log = readFileSync(join(folder, "app/logs/whatsapp/1234567890.log"), "utf8");
  expect(JSON.parse(log)).toMatchObject({ bot: "sales", id: "wamid.1", data: { text: "Hello" } });
});

test("log-cli, installed globally, runs every command of its README", async () => {
  const prefix = join(root, "global");
  const source = `--@org:registry=${inject("registry")}`;
  const flags = ["--global", "--prefix", prefix, "--no-audit", "--no-fund", "--prefer-offline"];
  await runOk("npm", ["install", ...flags, source, COMMAND], { cwd: root });
  const modules = process.platform === "win32" ? "node_modules" : "lib/node_modules";
  const readme = readFileSync(join(prefix, modules, COMMAND, "README.md"), "utf8");
  // Left out are what asks or never ends, and what a shell would do with the output.
  const shown = Array.from(readme.matchAll(/^ {4}log-cli (\S.*?)(?: {2,}.*)?$/gm))
    .map(([, line = ""]) => line.replace(/ [|>].*/, ""))
    .filter((line) => !/^(?:tail -f|erase|completion)\b/.test(line));
  expect(shown.length).toBeGreaterThan(15);

  const cwd = join(root, "home");
  mkdirSync(cwd);
  await runNode(join(root, BOT), { cwd, env: ENV });
  const command = join(prefix, process.platform === "win32" ? "log-cli" : "bin/log-cli");
  for (const line of [...shown, ...MORE_COMMANDS]) {
    const words = Array.from(
      line.matchAll(/"([^"]*)"|(\S+)/g),
      ([, quoted, word = ""]) => quoted ?? word,
    );
    const { code, stdout, stderr } = await run(command, words, { cwd, env: ENV });
    // 1: nothing was found, as there is little to find here. Either there is an answer, or it is said why not.
    expect({ line, code, stdout, stderr }).toEqual({
      line,
      code: expect.toBeOneOf([0, 1]),
      stdout: stderr === "" ? expect.stringMatching(/./) : "",
      stderr,
    });
  }
}, 120_000);

/** An example that runs until it is ended has a test of its own. */
function isServer(code: string): boolean {
  return code.includes(".listen(") && !code.includes(".close()");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
