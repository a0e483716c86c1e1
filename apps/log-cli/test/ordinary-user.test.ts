import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runNode, tempDir, type NodeResult } from "@org/test-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { fillFolder } from "./log-folder.ts";

const AS_USER = new URL("bots/ordinary-user.mjs", import.meta.url);
const PHONE = "1234567890";
/** Modes are not what Windows goes by. */
const hasModes = process.platform !== "win32";

function run(dir: string, args: readonly string[], cwd = "/"): Promise<NodeResult> {
  return runNode(AS_USER, {
    args: [...args, "--dir", dir],
    cwd,
    env: { INIT_CWD: undefined, LOG_DIR: undefined },
  });
}

/** A log folder, a day of it long past, with everything in it of these modes. */
function folder(fileMode: number, folderMode: number): string {
  const root = tempDir();
  chmodSync(root, 0o755);
  const dir = join(root, "logs");
  const nowMs = Date.now();
  fillFolder(dir, [
    { time: new Date(nowMs - 60 * 86_400_000).toISOString(), data: { text: "old" } },
    { time: new Date(nowMs - 60_000).toISOString(), data: { text: "hello" } },
    { time: new Date(nowMs - 60_000).toISOString(), log: "app", msg: "up" },
  ]);
  const setModes = (ofFiles: number, ofFolders: number): void => {
    const all = readdirSync(dir, { recursive: true, encoding: "utf8" }).map((at) => join(dir, at));
    // What is deepest first: a folder that is closed cannot be gone through.
    for (const path of [dir, ...all].toSorted((a, b) => b.length - a.length)) {
      chmodSync(path, lstatSync(path).isDirectory() ? ofFolders : ofFiles);
    }
  };
  setModes(fileMode, folderMode);
  onTestFinished(() => {
    for (const path of [dir, join(dir, "app"), join(dir, "whatsapp")]) chmodSync(path, 0o755);
    setModes(0o644, 0o755);
  });
  return dir;
}

function contents(dir: string): Readonly<Record<string, string>> {
  const paths = readdirSync(dir, { recursive: true, encoding: "utf8" }).toSorted();
  return Object.fromEntries(
    paths
      .filter((path) => lstatSync(join(dir, path)).isFile())
      .map((path) => [path, readFileSync(join(dir, path), "utf8")]),
  );
}

describe.runIf(hasModes)("a folder that may only be read", () => {
  test.each([
    [["list"], PHONE],
    [["get", PHONE], "hello"],
    [["get", PHONE, "--everywhere"], "hello"],
    [["search", "hello"], "hello"],
    [["tail"], "up"],
    [["stats"], "Per day"],
    [["export", PHONE, "-", "-o", "txt"], "hello"],
  ])("%j reads it", async (args, says) => {
    const { code, stdout, stderr } = await run(folder(0o444, 0o555), args);
    expect(stdout).toContain(says);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("doctor says who may not write", async () => {
    const { code, stdout } = await run(folder(0o444, 0o555), ["doctor"]);
    expect(stdout).toMatch(/!! folder +\S+ may not write to/);
    expect(code).toBe(1);
  });

  test.each([
    [["cleanup"], "LOG_CLEANUP_FAILED"],
    [
      ["erase", PHONE, "--yes"],
      "(EACCES). Run this as the user who owns it (LOG_FOLDER_UNREADABLE)",
    ],
  ])("%j says what it may not, and changes nothing", async (args, says) => {
    const dir = folder(0o444, 0o555);
    const before = contents(dir);
    const { code, stdout, stderr } = await run(dir, args);
    expect(stdout).not.toMatch(/Nothing to remove|^Removed|^Erased/);
    expect(stderr).toMatch(/^log-cli: [^\n]+\n$/);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
    expect(contents(dir)).toEqual(before);
  });

  test("an export into a place that may not be written to leaves nothing", async () => {
    const dir = folder(0o444, 0o555);
    const place = join(dir, "..", "closed");
    mkdirSync(place, { mode: 0o555 });
    const { code, stdout, stderr } = await run(dir, ["export", PHONE, join(place, "chat.json")]);
    expect(stderr).toMatch(
      /^log-cli: \S+chat\.json could not be written, [^\n]+ \(LOG_EXPORT_FAILED\)\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(readdirSync(place)).toEqual([]);
  });
});

describe.runIf(hasModes)("a folder that may not be read", () => {
  test.each([[["list"]], [["get", PHONE]], [["search", "hello"]], [["stats"]], [["tail"]]])(
    "%j says so in a sentence",
    async (args) => {
      const { code, stdout, stderr } = await run(folder(0o000, 0o000), args);
      expect(stderr).toMatch(/^log-cli: [^\n]+\(LOG_[A-Z_]+\)\n$/);
      expect(stderr).toContain("EACCES");
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    },
  );

  test("one file of it: the rest comes, and the exit code says that it is not all", async () => {
    const dir = folder(0o444, 0o555);
    const day = readdirSync(join(dir, "whatsapp")).toSorted().at(-1) ?? "";
    chmodSync(join(dir, "whatsapp", day, `${PHONE}.log`), 0o000);
    const { code, stdout, stderr } = await run(dir, ["search", "--days", "7", "--regex", "."]);
    expect(stdout).toContain("up");
    expect(stdout).not.toContain("hello");
    expect(stderr).toMatch(/could not be read, so the answer is incomplete.*EACCES/);
    expect(code).toBe(2);
  });
});
