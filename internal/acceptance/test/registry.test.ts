import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installProject, run, runOk } from "@org/acceptance";
import { startNode } from "@org/test-kit";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const BOTS = fileURLToPath(new URL("bots/", import.meta.url));
const FULL = process.env["FULL"] !== undefined;

/** Messages of each bot. They go to the two phones in turns. */
const MESSAGES = FULL ? 20_000 : 600;
/** All three bots write to the log of the first phone; each has the second to itself. */
const SHARED_PHONE = "1234567890";

/** A project as a bot of that kind has it: what it installs and how it gets from source to bot. */
interface BotProject {
  readonly name: string;
  readonly source: string;
  readonly ownPhone: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly packages: readonly string[];
  /** Not there: plain JavaScript. */
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

const COMPILED = {
  strict: true,
  skipLibCheck: false,
  esModuleInterop: true,
  target: "es2022",
  types: ["node"],
};

const PROJECTS: readonly BotProject[] = [
  {
    name: "typescript-esm",
    source: "bot.ts",
    ownPhone: "393331234567",
    manifest: { type: "module" },
    packages: ["typescript@7.0.2", "@types/node@20"],
    compilerOptions: { ...COMPILED, module: "nodenext" },
  },
  {
    name: "commonjs",
    source: "bot.js",
    ownPhone: "447700900123",
    manifest: {},
    packages: ["@org/log-cli"],
  },
  {
    name: "typescript-node10",
    source: "bot.ts",
    ownPhone: "5511912345678",
    manifest: {},
    packages: ["typescript@~5.9.0", "@types/node@20"],
    compilerOptions: { ...COMPILED, module: "commonjs", moduleResolution: "node10" },
  },
];

let root: string;
let dir: string;

beforeAll(async () => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "registry-projects-"));
  dir = join(root, "logs");
  await Promise.all(PROJECTS.map((project) => makeBot(project)));
}, 300_000);

afterAll(() => rm(root, { recursive: true, force: true }), 120_000);

/** Installs from the registry into an empty project, and compiles the bot if it has to be. */
async function makeBot(project: BotProject): Promise<void> {
  const folder = join(root, project.name);
  await installProject(folder, {
    registry: inject("registry"),
    manifest: project.manifest,
    packages: ["@org/log-writer", "@org/log-adapters", ...project.packages],
  });
  const template = project.source.endsWith(".ts") ? `${project.name}.ts` : `${project.name}.cjs`;
  cpSync(join(BOTS, template), join(folder, project.source));
  if (project.compilerOptions === undefined) return;
  const settings = { compilerOptions: project.compilerOptions, files: [project.source] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  await runOk("npx", ["--no-install", "tsc", "-p", "."], { cwd: folder });
}

test("three bots of three kinds log into one folder at once, and log-cli finds every message in order", async () => {
  mkdirSync(dir, { recursive: true });
  const bots = PROJECTS.map(({ name, ownPhone }) =>
    startNode(join(root, name, "bot.js"), {
      args: [dir, String(MESSAGES), SHARED_PHONE, ownPhone],
      cwd: join(root, name),
    }),
  );
  // Each has written one message before any of them goes on: they are all there at once.
  await Promise.all(
    bots.map(({ child, ended }) => Promise.race([once(child.stdout, "data"), ended])),
  );
  for (const { child } of bots) child.stdin.end();
  for (const { ended } of bots) {
    expect(await ended).toEqual({ code: 0, signal: null, stdout: "ready\n", stderr: "" });
  }

  const texts = (rest: number): string[] =>
    Array.from({ length: MESSAGES }, (_, n) => n)
      .filter((n) => n % 2 === rest)
      .map((n) => `message ${n}`);
  const shared = await found(SHARED_PHONE);
  expect(new Set(shared.slice(0, 3).map(({ bot }) => bot)).size).toBe(3);
  expect(shared).toHaveLength((3 * MESSAGES) / 2);
  for (const { name, ownPhone } of PROJECTS) {
    expect(shared.filter(({ bot }) => bot === name).map(({ data }) => data.text)).toEqual(texts(0));
    const own = await found(ownPhone);
    expect(new Set(own.map(({ bot }) => bot))).toEqual(new Set([name]));
    expect(own.map(({ data }) => data.text)).toEqual(texts(1));
  }
}, 120_000);

interface FoundEntry {
  readonly bot: string;
  readonly data: { readonly text: string };
}

/** What the installed command prints for a phone. */
async function found(phone: string): Promise<FoundEntry[]> {
  const args = ["--no-install", "log-cli", "get", phone, "-o", "ndjson", "--dir", dir];
  const { code, stdout, stderr } = await run("npx", args, { cwd: join(root, "commonjs") });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as FoundEntry);
}
