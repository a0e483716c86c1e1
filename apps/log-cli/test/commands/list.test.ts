import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, type FakeSetup } from "../fake-io.ts";
import { expectGolden } from "../golden.ts";
import { folderWith, type Said } from "../log-folder.ts";

const LOGS: readonly Said[] = [
  { time: "2026-10-01T10:00:00.000Z", phone: "393331234567", data: { text: "x".repeat(2000) } },
  { time: "2026-11-20T10:00:00.000Z" },
  { time: "2026-11-23T09:00:00.000Z" },
  { time: "2026-11-23T09:00:00.000Z", phone: "120363025246125486@g.us" },
  { time: "2026-11-23T09:00:00.000Z", log: "app", msg: "not a phone" },
];

function list(
  argv: readonly string[] = [],
  setup: Omit<FakeSetup, "cwd"> = {},
): ReturnType<typeof runCli> {
  return runCli(["list", ...argv], { cwd: folderWith(LOGS), ...setup });
}

function phones(ndjson: string): string[] {
  return ndjson
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { phone: string }).phone);
}

test.each([
  [
    "every phone, the last active first",
    [],
    ["120363025246125486@g.us", "1234567890", "393331234567"],
  ],
  ["those of some days", ["--days", "3"], ["120363025246125486@g.us", "1234567890"]],
  ["those of a day", ["--on", "2026-10-01"], ["393331234567"]],
  ["some phones", ["--phone", "1234567890,393331234567"], ["1234567890", "393331234567"]],
  ["the first", ["--limit", "1"], ["120363025246125486@g.us"]],
])("%s", async (_, argv, expected) => {
  const { code, stdout } = await list(argv);
  expect(phones(stdout)).toEqual(expected);
  expect(code).toBe(0);
});

test("what is beyond --limit is counted", async () => {
  const { stdout } = await list(["--limit", "1"], { isTTY: true, env: { NO_COLOR: "1" } });
  expect(stdout).toMatch(/\n1 of 3 phones, 1 entry, \d+ B\n$/);
});

test("forms", async () => {
  await expectGolden("list.txt", (await list([], { isTTY: true, env: { NO_COLOR: "1" } })).stdout);
  await expectGolden("list.json", (await list(["-o", "json"])).stdout);
  await expectGolden("list.ndjson", (await list(["-o", "ndjson"])).stdout);
  await expectGolden("list.csv", (await list(["-o", "csv"])).stdout);
});

test("without counting", async () => {
  const quick = ["--quick"];
  const pretty = { isTTY: true, env: { NO_COLOR: "1" } };
  await expectGolden("list-quick.txt", (await list(quick, pretty)).stdout);
  await expectGolden("list-quick.csv", (await list([...quick, "-o", "csv"])).stdout);
  const [first] = JSON.parse((await list([...quick, "-o", "json"])).stdout) as object[];
  expect(first).toBeDefined();
  expect(first).not.toHaveProperty("entries");
});

test("who was active last comes first, by the time of the last entry", async () => {
  const cwd = folderWith([
    { time: "2026-11-23T09:00:00.000Z", phone: "111" },
    { time: "2026-11-23T11:00:00.000Z", phone: "222" },
    { time: "2026-11-23T10:00:00.000Z", phone: "333" },
    { time: "2026-11-23T12:00:00.000Z", phone: "444" },
  ]);
  const erased = join(cwd, "app/logs/whatsapp/2026-11-23/444.log");
  writeFileSync(erased, `${" ".repeat(80)}\n`);
  const { code, stdout } = await runCli(["list"], { cwd });
  expect(phones(stdout)).toEqual(["222", "333", "111", "444"]);
  expect(code).toBe(0);
  const { stdout: table } = await runCli(["list"], { cwd, isTTY: true, env: { NO_COLOR: "1" } });
  expect(table).toMatch(/^444 +1 +0 +2026-11-23 +- +81 B/m);
  expect(table).toContain("4 phones, 3 entries, ");
});

test("the last entry is shown in the zone asked for", async () => {
  const argv = ["--tz", "America/Los_Angeles", "--phone", "393331234567"];
  const shown = await list(argv, { isTTY: true, env: { NO_COLOR: "1" } });
  expect(shown.stdout).toContain("2026-10-01 03:00");
  const { stdout } = await list([...argv, "-o", "ndjson"]);
  expect(JSON.parse(stdout)).toMatchObject({ lastTime: "2026-10-01T10:00:00.000Z" });
});

test("damage is said, and is no entry; nobody looks for it with --quick", async () => {
  const cwd = folderWith(LOGS);
  const file = "whatsapp/2026-11-23/1234567890.log";
  appendFileSync(join(cwd, "app/logs", file), "{broken\n");
  const { code, stdout, stderr } = await runCli(["list", "--phone", "1234567890"], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ entries: 2 });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: `log-cli: skipped 1 damaged line; the first is line 2 of ${file} (LOG_LINE_MALFORMED)\n`,
  });
  expect(await runCli(["list", "--quick"], { cwd })).toMatchObject({ code: 0, stderr: "" });
});

test("nobody fits: a sentence, and the empty form", async () => {
  const cwd = folderWith(LOGS);
  const argv = ["list", "--on", "2026-01-01", "-o", "json"];
  expect(await runCli(argv, { cwd })).toEqual({
    code: 1,
    stdout: "[]\n",
    stderr: `log-cli: no phone that fits the options has a log in ${cwd}/app/logs (days of Europe/Rome).\n`,
  });
});

test("an empty folder", async () => {
  const cwd = folderWith([]);
  expect(await runCli(["list"], { cwd, isTTY: true })).toEqual({
    code: 1,
    stdout: "",
    stderr: `log-cli: no phone has a log in ${cwd}/app/logs (days of Europe/Rome).\n`,
  });
});
