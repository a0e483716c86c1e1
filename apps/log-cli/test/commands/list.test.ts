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

test("forms", async () => {
  await expectGolden("list.txt", (await list([], { isTTY: true, env: { NO_COLOR: "1" } })).stdout);
  await expectGolden("list.json", (await list(["-o", "json"])).stdout);
  await expectGolden("list.ndjson", (await list(["-o", "ndjson"])).stdout);
  await expectGolden("list.csv", (await list(["-o", "csv"])).stdout);
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
