import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { pagerCommand } from "../src/pager.ts";
import { startPager, type PagerCommand, type PagerProcess } from "../src/pager-process.ts";
import { runCli, type FakeResult } from "./fake-io.ts";
import { folderWith, type Said } from "./log-folder.ts";

const PHONE = "1234567890";

function talk(count: number): Said[] {
  return Array.from({ length: count }, (_, at) => ({
    time: new Date(Date.parse("2026-11-23T08:00:00.000Z") + at * 1000).toISOString(),
    data: { text: `message ${at}` },
  }));
}

/** A pager of a test's own: a program that keeps what it is given in `shown`. */
function pagerProgram(script: string): { readonly command: string; readonly shown: string } {
  const dir = tempDir();
  const shown = join(dir, "shown");
  const program = join(dir, "pager.mjs");
  writeFileSync(program, script.replace("SHOWN", JSON.stringify(shown)));
  return { command: `"${process.execPath}" ${program}`, shown };
}

const KEEP_ALL = `
import { createWriteStream } from "node:fs";
process.stdin.pipe(createWriteStream(SHOWN));`;

interface Seen extends FakeResult {
  readonly started: readonly PagerCommand[];
}

async function get(count: number, env: Record<string, string>, ...more: string[]): Promise<Seen> {
  const started: PagerCommand[] = [];
  const start = async (command: PagerCommand): Promise<PagerProcess | undefined> => {
    started.push(command);
    return startPager({ ...command, env: { ...process.env, ...command.env } });
  };
  const setup = { cwd: folderWith(talk(count)), isTTY: true, columns: 80, rows: 24, env };
  return { ...(await runCli(["get", PHONE, ...more], { ...setup, startPager: start })), started };
}

test("what is longer than the screen goes to the pager, whole", async () => {
  const { readFileSync } = await import("node:fs");
  const { command, shown } = pagerProgram(KEEP_ALL);
  const result = await get(3_000, { PAGER: command });
  expect(result).toMatchObject({ code: 0, stdout: "", stderr: "" });
  const lines = readFileSync(shown, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(3_001);
  expect(lines.at(-1)).toContain("message 2999");
});

test("what fits on the screen is shown without one", async () => {
  const { started, stdout } = await get(5, { PAGER: "false" });
  expect(started).toEqual([]);
  expect(stdout.split("\n")).toHaveLength(7);
});

test.each([
  ["--no-pager", {}, ["--no-pager"]],
  ["PAGER=", { PAGER: "" }, []],
  ["PAGER=cat", { PAGER: "cat" }, []],
  ["TERM=dumb", { TERM: "dumb" }, []],
])("%s wants none", async (_, env, more) => {
  const { started, stdout } = await get(100, env, ...more);
  expect(started).toEqual([]);
  expect(stdout).toContain("message 99");
});

test("a pager that is not installed: the answer is shown all the same", async () => {
  const { code, stdout, started } = await get(100, { PAGER: "/no/such/pager" });
  expect(started).toHaveLength(1);
  expect(stdout).toContain("message 99");
  expect(code).toBe(0);
});

test("quit early, it ends quietly and at once", async () => {
  const { command } = pagerProgram(`process.stdin.once("data", () => process.exit(0)); // SHOWN`);
  const { code, stderr } = await get(20_000, { PAGER: command });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("nothing found: the sentence is said as ever", async () => {
  const { code, stderr, stdout } = await get(5, {}, "--type", "video");
  expect(stderr).toContain("there is nothing of 1234567890");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
});

describe("the command", () => {
  test.each<[string | undefined, string | undefined, readonly string[]]>([
    [undefined, "less", []],
    ["more", "more", []],
    ["less -R  -S", "less", ["-R", "-S"]],
    ["'my pager' \"a b\"", "my pager", ["a b"]],
    ["less; touch x", "less;", ["touch", "x"]],
    ["  ", undefined, []],
  ])("PAGER=%s", (value, program, args) => {
    const command = pagerCommand(value === undefined ? {} : { PAGER: value });
    expect(command?.program).toBe(program);
    expect(command?.args ?? []).toEqual(args);
  });

  test("less shows colours and Unicode, unless its user has settings of their own", () => {
    expect(pagerCommand({})?.env).toMatchObject({ LESS: "FRX", LESSCHARSET: "utf-8" });
    expect(pagerCommand({ LESS: "S" })?.env).toMatchObject({ LESS: "S" });
  });
});
