import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../fake-io.ts";
import { expectGolden } from "../golden.ts";
import { folderWith, type Said } from "../log-folder.ts";

const LOGS: readonly Said[] = [
  { time: "2026-11-01T10:00:00.000Z", data: { text: "refund, weeks ago" } },
  { time: "2026-11-22T10:00:00.000Z", phone: "1234567890", data: { text: "Payment failed again" } },
  {
    time: "2026-11-22T10:00:01.000Z",
    log: "requests",
    phone: "1234567890",
    type: "request",
    msg: "POST /pay",
    level: "error",
  },
  {
    time: "2026-11-22T10:00:02.000Z",
    log: "app",
    level: "warn",
    bot: "sales",
    msg: "payment failed: timeout",
  },
  { time: "2026-11-23T09:00:00.000Z", phone: "393331234567", data: { text: "my payment" } },
];

function search(...argv: string[]): ReturnType<typeof runCli> {
  return runCli(["search", ...argv], { cwd: folderWith(LOGS) });
}

test.each([
  ["a word in all logs, in time order", ["payment"], ["10:00:00", "10:00:02", "09:00:00"]],
  ["several words as they stand", ["payment", "failed"], ["10:00:00", "10:00:02"]],
  ["capitals count when there are some", ["Payment"], ["10:00:00"]],
  ["one log", ["payment", "--log", "app"], ["10:00:02"]],
  ["one phone", ["payment", "--phone", "393331234567"], ["09:00:00"]],
  ["further back", ["refund", "--days", "30"], ["10:00:00"]],
  ["everything, by an empty text", ["", "--since", "2h"], ["09:00:00"]],
  ["options alone", ["--min-level", "error"], ["10:00:01"]],
  ["two texts, both of them there", ["payment", "--text", "timeout"], ["10:00:02"]],
  ["capitals on purpose not", ["PAYMENT", "-i"], ["10:00:00", "10:00:02", "09:00:00"]],
  ["a pattern", ["--regex", "^my|/pay$"], ["10:00:01", "09:00:00"]],
  ["a pattern and a text", ["again", "--regex", "fail(ed)?"], ["10:00:00"]],
  ["a field", ["--where", "bot=sales"], ["10:00:02"]],
  ["a field that is not so", ["payment", "--where", "bot!=sales"], ["10:00:00", "09:00:00"]],
  ["a beginning of phones", ["--phone", "39*"], ["09:00:00"]],
  ["newest first", ["payment", "--reverse", "--limit", "1"], ["09:00:00"]],
  ["times in words", ["payment", "--since", "today"], ["09:00:00"]],
  ["a text that looks like an option", ["--", "--frobnicate"], []],
])("%s", async (_, argv, expected) => {
  const { code, stdout } = await search(...argv);
  const times = stdout
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { time: string }).time.slice(11, 19));
  expect(times).toEqual(expected);
  expect(code).toBe(expected.length === 0 ? 1 : 0);
});

test("pretty says whose each line is", async () => {
  await expectGolden("search.txt", (await search("pay", "-o", "pretty")).stdout);
});

test.each([
  [["xyzzy"], 'there is nothing with "xyzzy" from 2026-11-16 to 2026-11-23 (Europe/Rome).'],
  [
    ["xyzzy", "--type", "a"],
    'there is nothing with "xyzzy" that fits the options from 2026-11-16 to 2026-11-23 (Europe/Rome).',
  ],
  [
    ["x", "--on", "2026-11-10"],
    'there is nothing with "x" in DIR/app/logs on 2026-11-10 (Europe/Rome); the last day with a message is 2026-11-23.',
  ],
])("nothing: %j", async (argv, sentence) => {
  const cwd = folderWith(LOGS);
  const { code, stdout, stderr } = await runCli(["search", ...argv], { cwd });
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: "",
    stderr: `log-cli: ${sentence.replace("DIR", cwd)}\n`,
  });
});

test("a text is needed, or an option that narrows", async () => {
  const { code, stderr } = await search("--days", "3");
  expect(stderr).toContain("search needs a text");
  expect(code).toBe(2);
});

test.each([
  [["--regex", "("], "regex"],
  [["--where", "=5"], "where"],
  [["--where", "status"], "where"],
])("%j is refused with what is wrong with it", async (argv, field) => {
  const { code, stdout, stderr } = await search(...argv);
  expect(stderr).toMatch(new RegExp(`^log-cli: [^\n]*${field}[^\n]* \\(LOG_QUERY_INVALID\\)\n$`));
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

const TALK: readonly Said[] = ["one", "two", "three", "four", "five"].map((text, at) => ({
  time: `2026-11-23T08:0${at}:00.000Z`,
  phone: "1234567890",
  data: { text },
}));

test.each([
  ["-B 1", ["-B", "1"], ["two", "three"]],
  ["-A 2", ["-A", "2"], ["three", "four", "five"]],
  ["-C 1", ["-C", "1"], ["two", "three", "four"]],
  ["-C 1 -B 2: the narrower word counts", ["-C", "1", "-B", "2"], ["one", "two", "three", "four"]],
])("what was said around it: %s", async (_, argv, expected) => {
  const { stdout } = await runCli(["search", "three", ...argv], { cwd: folderWith(TALK) });
  const texts = stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { data: { text: string } }).data.text);
  expect(texts).toEqual(expected);
});

test("--explain says on stderr what was looked at and what it cost", async () => {
  const { stdout, stderr } = await search("payment", "--explain");
  expect(stdout.trim().split("\n")).toHaveLength(3);
  expect(stderr).toContain("query: since=2026-11-16T10:00:00.000Z");
  expect(stderr).toMatch(/^\d+ files by name, \d+ opened, [\d.]+ k?B read$/m);
  expect(stderr).toMatch(/^\d+ lines? looked at, \d+ parsed, 3 found$/m);
  expect(stderr).toMatch(/^\d+ ms$/m);
});

test("--explain=full parses every line, so that every damaged one is named", async () => {
  const cwd = folderWith(TALK);
  appendFileSync(join(cwd, "app/logs/whatsapp/2026-11-23/1234567890.log"), "damaged\n");
  const costs = await runCli(["search", "three", "--explain"], { cwd });
  expect(costs.stderr).toContain("0 damaged lines");
  const full = await runCli(["search", "three", "--explain=full"], { cwd });
  expect(full.stderr).toContain("1 damaged line among those parsed");
  expect(full.stderr).toContain("damaged: whatsapp/2026-11-23/1234567890.log, line 6");
});
