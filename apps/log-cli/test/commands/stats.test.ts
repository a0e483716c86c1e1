import { describe, expect, test } from "vitest";
import { runCli, type FakeSetup } from "../fake-io.ts";
import { expectGolden } from "../golden.ts";
import { folderWith, type Said } from "../log-folder.ts";

const PHONE = "1234567890";

const LOGS: readonly Said[] = [
  { time: "2026-09-01T10:00:00.000Z", data: { text: "long ago" } },
  { time: "2026-11-21T09:00:00.000Z", data: { text: "one" } },
  { time: "2026-11-22T09:30:00.000Z", data: { text: "two" } },
  { time: "2026-11-22T10:00:00.000Z", type: "image" },
  { time: "2026-11-22T10:00:01.000Z", direction: "OUTGOING", data: { text: "three" } },
  { time: "2026-11-22T23:30:00.000Z", phone: "15550001111", data: { text: "next day in Rome" } },
  {
    time: "2026-11-23T08:00:00.000Z",
    level: "error",
    direction: "SYSTEM",
    type: "error",
    msg: "Not \u001b[31msent",
  },
  {
    time: "2026-11-23T08:01:00.000Z",
    log: "requests",
    phone: PHONE,
    status: 500,
    msg: "POST /api 500",
  },
  { time: "2026-11-23T08:02:00.000Z", log: "app", level: "error", msg: "down" },
];

function stats(argv: readonly string[], setup: Omit<FakeSetup, "cwd"> = {}) {
  return runCli(["stats", ...argv], { cwd: folderWith(LOGS), ...setup });
}

interface Counted {
  readonly entries: number;
  readonly days: readonly { readonly day: string; readonly entries: number }[];
  readonly errors: {
    readonly top: readonly { readonly value: string; readonly entries: number }[];
  };
  readonly by: Readonly<Record<string, { readonly top: readonly { readonly value: string }[] }>>;
}

async function counted(...argv: string[]): Promise<Counted> {
  return JSON.parse((await stats([...argv, "-o", "json"])).stdout) as Counted;
}

describe("what is counted", () => {
  test.each([
    ["all logs of 30 days", [], 8],
    ["everything since a date", ["--since", "2026-01-01"], 9],
    ["one phone's messages", [PHONE], 5],
    ["a beginning of phones", ["1555*"], 1],
    ["one log", ["--log", "requests"], 1],
    ["one type", ["--type", "image"], 1],
    ["a text", ["--text", "three"], 1],
    ["yesterday", ["--on", "yesterday"], 3],
  ])("%s", async (_, argv, expected) => {
    expect((await counted(...argv)).entries).toBe(expected);
  });

  test("days are those of the folder's zone", async () => {
    expect((await counted()).days.map(({ day, entries }) => [day, entries])).toEqual([
      ["2026-11-21", 1],
      ["2026-11-22", 3],
      ["2026-11-23", 4],
    ]);
  });

  test("errors, the most frequent first, also where a higher level is asked for", async () => {
    const values = (await counted()).errors.top.map(({ value }) => value);
    expect(values.toSorted()).toEqual(["Not \u001b[31msent", "down"]);
    expect((await counted("--min-level", "fatal")).errors.top).toEqual([]);
  });

  test("a field of one's own", async () => {
    expect((await counted("--by", "status")).by["status"]?.top).toMatchObject([{ value: "500" }]);
  });
});

describe("for people", () => {
  test("bars at 80 columns", async () => {
    const { code, stdout } = await stats([], { isTTY: true, env: { NO_COLOR: "1" } });
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
    await expectGolden("stats.txt", stdout);
    expect(code).toBe(0);
  });

  test("in ASCII where the terminal shows nothing else, at 40 columns", async () => {
    const setup = { isTTY: true, columns: 40, env: { NO_COLOR: "1", LC_ALL: "C" } };
    const { stdout } = await stats(["--by", "status"], setup);
    expect(stdout).toMatch(/^[\n -~]*$/);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(40);
    expect(stdout).toContain("#");
  });

  test("a field that no entry has is told of", async () => {
    const setup = { isTTY: true, env: { NO_COLOR: "1" } };
    const { stdout } = await stats(["--by", "nowhere"], setup);
    expect(stdout).toMatch(/\nnowhere\n {2}\(none\) {2}\d+ /);
  });

  test("nothing in it acts on the terminal", async () => {
    const { stdout } = await stats([], { isTTY: true, env: { NO_COLOR: "1" } });
    expect(stdout).toContain(String.raw`Not \x1b[31msent`);
    expect(stdout).not.toContain("\u001b");
  });
});

test("nothing to count", async () => {
  const { code, stdout, stderr } = await stats(["5551112222"]);
  expect(stderr).toMatch(/^log-cli: there is no log of 5551112222 in /);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
});

test.each([
  [["--top", "0"], '--top must be a whole number from 1 to 1000, but it is "0"'],
  [["-o", "csv"], '--output must be pretty or json, but it is "csv"'],
])("%j is refused", async (argv, says) => {
  const { code, stderr } = await stats(argv);
  expect(stderr).toBe(`log-cli: ${says} (LOG_USAGE_INVALID)\n`);
  expect(code).toBe(2);
});
