import { describe, expect, test } from "vitest";
import { runCli, type FakeSetup } from "../fake-io.ts";
import { expectGolden } from "../golden.ts";
import { folderWith, type Said } from "../log-folder.ts";

const PHONE = "1234567890";

const TALK: readonly Said[] = [
  { time: "2026-10-01T10:00:00.000Z", phone: "393331234567", data: { text: "long ago" } },
  { time: "2026-11-20T10:00:00.000Z", data: { text: "Hello" }, id: "wamid.1" },
  {
    time: "2026-11-20T10:00:05.000Z",
    direction: "OUTGOING",
    data: { text: "Hi, how can I help?" },
  },
  { time: "2026-11-22T23:30:00.000Z", type: "image", data: { caption: 'the\nreceipt, "paid"' } },
  {
    time: "2026-11-23T09:00:00.000Z",
    level: "error",
    direction: "SYSTEM",
    type: "error",
    msg: "Not sent",
  },
  { time: "2026-11-23T09:30:00.000Z", phone: "391234567899", data: { text: "somebody else" } },
  {
    time: "2026-11-23T09:31:00.000Z",
    log: "requests",
    phone: PHONE,
    type: "request",
    msg: "POST /api 200",
  },
];

function get(
  argv: readonly string[],
  setup: Omit<FakeSetup, "cwd"> = {},
  said = TALK,
): ReturnType<typeof runCli> {
  return runCli(["get", ...argv], { cwd: folderWith(said), ...setup });
}

function times(ndjson: string): string[] {
  return ndjson
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { time: string }).time.slice(5, 16));
}

describe("what is found", () => {
  test.each([
    [
      "7 days, when nobody says otherwise",
      [PHONE],
      ["11-20T10:00", "11-20T10:00", "11-22T23:30", "11-23T09:00"],
    ],
    [
      "a phone in pieces",
      ["+1", "(234)", "567", "-890"],
      ["11-20T10:00", "11-20T10:00", "11-22T23:30", "11-23T09:00"],
    ],
    ["the last day", [PHONE, "--days", "1"], ["11-22T23:30", "11-23T09:00"]],
    ["one day of the folder's zone", [PHONE, "--on", "2026-11-23"], ["11-22T23:30", "11-23T09:00"]],
    ["one day of another zone", [PHONE, "--on", "2026-11-22", "--tz", "UTC"], ["11-22T23:30"]],
    ["since some hours", [PHONE, "--since", "2h"], ["11-23T09:00"]],
    ["until a clock time", [PHONE, "--until", "2026-11-20T11:00:05"], ["11-20T10:00"]],
    ["a direction", [PHONE, "--direction", "outgoing"], ["11-20T10:00"]],
    ["types", [PHONE, "--type", "image,error"], ["11-22T23:30", "11-23T09:00"]],
    ["a level", [PHONE, "--min-level", "warn"], ["11-23T09:00"]],
    ["a limit", [PHONE, "--limit", "1"], ["11-20T10:00"]],
    [
      "two phones in one",
      [PHONE, "--phone", "391234567899", "--days", "1"],
      ["11-22T23:30", "11-23T09:00", "11-23T09:30"],
    ],
    ["a phone as an option", ["--phone", "391234567899"], ["11-23T09:30"]],
    ["another log", [PHONE, "--log", "requests"], ["11-23T09:31"]],
    ["a log without a phone", ["--log", "requests"], ["11-23T09:31"]],
    ["what phones begin with", ["39*"], ["11-23T09:30"]],
    ["the newest first", [PHONE, "--reverse", "--limit", "2"], ["11-23T09:00", "11-22T23:30"]],
    ["a text", [PHONE, "--text", "receipt"], ["11-22T23:30"]],
    ["a pattern", [PHONE, "--regex", "^hi|paid", "-i"], ["11-20T10:00", "11-22T23:30"]],
    ["a field", [PHONE, "--where", "data.text=Hello"], ["11-20T10:00"]],
    [
      "two fields, with a comma in a value",
      [PHONE, "--where", "data.text=Hi, how can I help?", "--where", "direction=OUTGOING"],
      ["11-20T10:00"],
    ],
    [
      "everywhere",
      [PHONE, "--everywhere", "--days", "1"],
      ["11-22T23:30", "11-23T09:00", "11-23T09:31"],
    ],
  ])("%s", async (_, argv, expected) => {
    const { code, stdout, stderr } = await get(argv);
    expect(stderr).toBe("");
    expect(times(stdout)).toEqual(expected);
    expect(code).toBe(0);
  });
});

describe("forms", () => {
  test("ndjson in a pipe: each entry as it stands in the log", async () => {
    const { stdout } = await get([PHONE, "--limit", "1"]);
    expect(stdout).toBe(
      '{"level":"info","time":"2026-11-20T10:00:00.000Z","phone":"1234567890","direction":"INCOMING",' +
        '"type":"text","id":"wamid.1","data":{"text":"Hello"},"msg":"INCOMING text"}\n',
    );
  });

  test("pretty on a terminal, with colours unless NO_COLOR", async () => {
    const setup = { isTTY: true, columns: 80 };
    await expectGolden(
      "get.txt",
      (await get([PHONE], { ...setup, env: { NO_COLOR: "1" } })).stdout,
    );
    await expectGolden("get-colours.txt", (await get([PHONE], setup)).stdout);
  });

  test("csv", async () => {
    await expectGolden("get.csv", (await get([PHONE, "-o", "csv"])).stdout);
  });

  test("json is one array, also when nothing is found", async () => {
    const found = await get([PHONE, "-o", "json"]);
    expect(JSON.parse(found.stdout)).toHaveLength(4);
    const nothing = await get(["5551112222", "-o", "json"]);
    expect(nothing.stdout).toBe("[]\n");
    expect(nothing.code).toBe(1);
  });

  test.each(["json", "ndjson", "csv"])(
    "%s is safe on a terminal, and exact in a pipe",
    async (form) => {
      const said = [{ time: "2026-11-23T09:00:00.000Z", data: { text: "\u009b2J\u202egpj" } }];
      const pipe = await get([PHONE, "-o", form], {}, said);
      const terminal = await get([PHONE, "-o", form], { isTTY: true }, said);
      expect(pipe.stdout).toContain("\u009b2J\u202egpj");
      expect(terminal.stdout).not.toMatch(/[\u0080-\u009f\u202e\r]/);
      if (form !== "csv") expect(JSON.parse(terminal.stdout)).toEqual(JSON.parse(pipe.stdout));
    },
  );

  test("the zone of --tz is shown", async () => {
    const { stdout } = await get([PHONE, "--days", "1", "--tz", "Asia/Tokyo", "-o", "pretty"]);
    expect(stdout).toContain("Monday 2026-11-23 · Asia/Tokyo");
    expect(stdout).toContain("18:00:00 •");
  });
});

describe("nothing found", () => {
  test.each([
    [
      "a phone without a log: near numbers",
      ["1234567891"],
      `there is no log of 1234567891 in DIR/app/logs from 2026-11-16 to 2026-11-23 (Europe/Rome), nor on other days; near it: 1234567890.`,
    ],
    [
      "a phone without a log, nothing near it",
      ["5551112222", "--on", "2026-11-20"],
      "there is no log of 5551112222 in DIR/app/logs on 2026-11-20 (Europe/Rome), nor on other days; log-cli list shows which there are.",
    ],
    [
      "a phone that was silent then",
      ["393331234567"],
      "there is nothing of 393331234567 from 2026-11-16 to 2026-11-23 (Europe/Rome); its log has 2026-10-01.",
    ],
    [
      "options that fit nothing",
      [PHONE, "--type", "video"],
      "there is nothing of 1234567890 that fits the options from 2026-11-16 to 2026-11-23 (Europe/Rome); its log goes from 2026-11-20 to 2026-11-23.",
    ],
  ])("%s", async (_, argv, sentence) => {
    const cwd = folderWith(TALK);
    const { code, stdout, stderr } = await runCli(["get", ...argv], { cwd });
    expect(stderr).toBe(`log-cli: ${sentence.replace("DIR", cwd)}\n`);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});

test("nobody reads any more: it ends quietly, as if all was well", async () => {
  const many = Array.from({ length: 500 }, (_, at) => ({
    time: new Date(Date.parse("2026-11-23T08:00:00.000Z") + at * 1000).toISOString(),
  }));
  const { code, stdout, stderr } = await get([PHONE], { closeAfterWrites: 3 }, many);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(times(stdout)).toHaveLength(3);
});

test("a phone is needed", async () => {
  const { code, stderr } = await get([]);
  expect(stderr).toBe(
    "log-cli: get needs a phone: log-cli get 1234567890; without one it shows --log app or --log requests (LOG_USAGE_INVALID)\n",
  );
  expect(code).toBe(2);
});
