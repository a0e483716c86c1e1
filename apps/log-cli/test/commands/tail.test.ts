import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatEntry } from "@org/log-core";
import { eventually, startNode } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { runCli } from "../fake-io.ts";
import { fillFolder, folderWith, type Said } from "../log-folder.ts";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const PHONE = "1234567890";

const TALK: readonly Said[] = Array.from({ length: 30 }, (_, at) => ({
  time: new Date(Date.parse("2026-11-22T22:30:00.000Z") + at * 120_000).toISOString(),
  phone: at % 3 === 0 ? "15550001111" : PHONE,
  data: { text: `t${at}` },
}));
const EVENT: Said = { time: "2026-11-23T09:00:00.000Z", log: "app", msg: "event" };

async function shown(...argv: string[]): Promise<string[]> {
  const { stdout } = await runCli(["tail", ...argv], { cwd: folderWith([...TALK, EVENT]) });
  return texts(stdout);
}

function texts(ndjson: string): string[] {
  return ndjson
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { data?: { text: string }; msg: string })
    .map(({ data, msg }) => data?.text ?? msg);
}

describe("the newest, oldest first", () => {
  test.each([
    ["of all logs", ["-n", "3"], ["t28", "t29", "event"]],
    ["of one phone", [PHONE, "-n", "3"], ["t26", "t28", "t29"]],
    ["of a phone in pieces", ["+1 555", "000", "-1111", "-n2"], ["t24", "t27"]],
    ["of a beginning of phones", ["1555*", "-n", "1"], ["t27"]],
    ["of one log", ["--log", "app"], ["event"]],
    ["that fit", ["--text", "t1", "-n", "2"], ["t18", "t19"]],
  ])("%s", async (_, argv, expected) => {
    expect(await shown(...argv)).toEqual(expected);
  });

  test("ten, when nobody says how many", async () => {
    expect(await shown(PHONE)).toHaveLength(10);
  });
});

test("nothing there: a sentence, and exit 1", async () => {
  const { code, stderr } = await runCli(["tail", "5551112222"], { cwd: folderWith(TALK) });
  expect(stderr).toMatch(/^log-cli: there is no log of 5551112222 in /);
  expect(code).toBe(1);
});

test.each([["0"], ["-3"], ["x"]])("-n %s is refused", async (lines) => {
  const { code, stderr } = await runCli(["tail", `-n${lines}`], { cwd: folderWith(TALK) });
  expect(stderr).toContain("--lines must be a whole number from 1 to 100000");
  expect(code).toBe(2);
});

describe("-f", () => {
  const now = (text: string): Said => ({ time: new Date().toISOString(), data: { text } });

  test("goes on with what is logged, and ends at Ctrl-C without a word", async () => {
    const cwd = folderWith([now("before")]);
    const { child, ended } = startNode(MAIN, { args: ["tail", "-f", PHONE, "-n", "1"], cwd });
    let out = "";
    child.stdout.on("data", (text: Buffer) => (out += text.toString()));
    await eventually(() => out.includes("before"));
    fillFolder(join(cwd, "app/logs"), [now("after"), { ...now("other"), phone: "15550001111" }]);
    await eventually(() => out.includes("after"), { timeoutMs: 20_000 });
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ signal: "SIGINT", stderr: "" });
    expect(texts(out)).toEqual(["before", "after"]);
  });

  test("ends when nobody reads any more", async () => {
    const cwd = folderWith([now("before")]);
    const { child, ended } = startNode(MAIN, { args: ["tail", "-f", "-n", "1"], cwd });
    // Not before it has begun: filling the folder writes layout.json anew, which it reads at first.
    let out = "";
    child.stdout.on("data", (text: Buffer) => (out += text.toString()));
    await eventually(() => out.includes("before"));
    child.stdout.destroy();
    await eventually(
      () => {
        fillFolder(join(cwd, "app/logs"), [now("more")]);
        return child.exitCode !== null;
      },
      { timeoutMs: 20_000, everyMs: 200 },
    );
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
  });

  test("a line that is written in two steps comes once, when it is whole", async () => {
    const cwd = folderWith([now("before")]);
    const { child } = startNode(MAIN, { args: ["tail", "-f", "-n", "1"], cwd });
    let out = "";
    child.stdout.on("data", (text: Buffer) => (out += text.toString()));
    await eventually(() => out.includes("before"));
    const entry = { level: "info" as const, phone: PHONE, ...now("halves"), msg: "m" };
    const line = `${formatEntry(entry)}\n`;
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome" }).format(new Date());
    const file = join(cwd, `app/logs/whatsapp/${day}/${PHONE}.log`);
    appendFileSync(file, line.slice(0, 40));
    fillFolder(join(cwd, "app/logs"), [{ ...now("meanwhile"), phone: "15550001111" }]);
    await eventually(() => out.includes("meanwhile"), { timeoutMs: 20_000 });
    expect(out).not.toContain("halves");
    appendFileSync(file, line.slice(40));
    await eventually(() => out.includes("halves"), { timeoutMs: 20_000 });
    expect(texts(out).filter((text) => text === "halves")).toHaveLength(1);
  });
});
