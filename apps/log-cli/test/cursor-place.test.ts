import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, type FakeResult } from "./fake-io.ts";
import { folderWith, type Said } from "./log-folder.ts";

const PHONE = "1234567890";
const GROUP = "120363025246125486@g.us";

/** Several logs, days and phones, and moments that many entries share. */
const STORY: readonly Said[] = [
  { time: "2026-11-20T23:10:00.000Z", data: { text: "1" } },
  { time: "2026-11-22T08:00:00.000Z", phone: GROUP, from: PHONE, data: { text: "2" } },
  { time: "2026-11-22T08:00:00.000Z", log: "app", phone: PHONE, msg: "3" },
  { time: "2026-11-22T08:00:00.000Z", log: "requests", phone: PHONE, msg: "4" },
  { time: "2026-11-22T08:00:00.000Z", data: { text: "5" } },
  { time: "2026-11-22T08:00:00.000Z", data: { text: "6" } },
  { time: "2026-11-23T08:00:00.000Z", phone: "15550001111", data: { text: "7" } },
  { time: "2026-11-23T08:00:00.000Z", data: { text: "8" } },
];

function lines({ stdout }: FakeResult): string[] {
  return stdout.split("\n").filter((line) => line !== "");
}

/** The cursor that `--explain` tells. */
function cursorIn({ stderr }: FakeResult): string {
  return /^to go on after it: --cursor ([\w-]+)$/m.exec(stderr)?.[1] ?? "";
}

describe("--cursor", () => {
  test.each([
    [["get", PHONE]],
    [["get", PHONE, "--reverse"]],
    [["get", PHONE, "--everywhere"]],
    [["get", PHONE, "--everywhere", "--reverse"]],
    [["search", "", "--days", "7"]],
    [["search", "", "--days", "7", "--reverse"]],
    [["search", "--log", "whatsapp"]],
    [["get", "--log", "app,requests"]],
  ])("%j in pages of one is the whole", async (argv) => {
    const cwd = folderWith(STORY);
    const whole = lines(await runCli(argv, { cwd }));
    expect(whole.length).toBeGreaterThan(1);
    const paged: string[] = [];
    let page = await runCli([...argv, "--limit", "1", "--explain"], { cwd });
    while (page.code === 0) {
      paged.push(...lines(page));
      const more = ["--cursor", cursorIn(page)];
      page = await runCli([...argv, "--limit", "1", "--explain", ...more], { cwd });
    }
    expect(paged).toEqual(whole);
    expect(page.code).toBe(1);
  });

  test("without a period it has everything since, however long ago", async () => {
    const cwd = folderWith(STORY);
    const nowMs = Date.parse("2026-12-20T10:00:00.000Z");
    const first = await runCli(["get", PHONE, "--days", "60", "--limit", "1", "--explain"], {
      cwd,
      nowMs,
    });
    const cursor = cursorIn(first);
    expect(lines(await runCli(["get", PHONE, "--cursor", cursor], { cwd, nowMs }))).toHaveLength(3);
    const week = ["get", PHONE, "--cursor", cursor, "--days", "7"];
    expect(lines(await runCli(week, { cwd, nowMs }))).toEqual([]);
  });

  test("what is none is refused", async () => {
    const result = await runCli(["get", PHONE, "--cursor", "page2"], { cwd: folderWith(STORY) });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain(
      'cursor must be a cursor as it was given for an entry, but it is "page2"',
    );
  });
});

describe("--cursor-file", () => {
  const argv = ["search", "--log", "app", "--cursor-file", "seen"];
  const EVENTS: readonly Said[] = [
    { time: "2026-11-23T08:00:00.000Z", log: "app", msg: "first" },
    { time: "2026-11-23T08:00:01.000Z", log: "app", msg: "second" },
  ];

  test("each run has what is new since the one before, and says nothing when nothing is", async () => {
    const cwd = folderWith(EVENTS);
    const messages = (result: FakeResult): unknown[] =>
      lines(result).map((line) => (JSON.parse(line) as { msg: unknown }).msg);
    expect(messages(await runCli(argv, { cwd }))).toEqual(["first", "second"]);
    expect(await runCli(argv, { cwd })).toEqual({ code: 1, stdout: "", stderr: "" });
    const time = "2026-11-23T08:00:02.000Z";
    appendFileSync(
      join(cwd, "app/logs/app/2026-11-23/app.log"),
      `{"level":"info","time":"${time}","msg":"third"}\n`,
    );
    expect(messages(await runCli(argv, { cwd }))).toEqual(["third"]);
    expect(await runCli(argv, { cwd })).toMatchObject({ code: 1, stdout: "" });
    const kept = readFileSync(join(cwd, "seen"), "utf8").trim();
    expect(kept).toMatch(/^[\w-]+$/);
    expect(await runCli(["search", "--log", "app", "--cursor", kept], { cwd })).toMatchObject({
      code: 1,
    });
    expect(statSync(join(cwd, "seen")).mode & 0o777).toBe(0o600);
  });

  test("what nobody has read is not noted", async () => {
    const cwd = folderWith(EVENTS);
    const result = await runCli(argv, { cwd, closeAfterWrites: 1 });
    expect(result.code).toBe(0);
    expect(existsSync(join(cwd, "seen"))).toBe(false);
  });

  test("a person at a terminal is told that nothing is new", async () => {
    const cwd = folderWith(EVENTS);
    await runCli(argv, { cwd });
    const { stderr } = await runCli(argv, { cwd, isTTY: true, errorIsTTY: true });
    expect(stderr).toBe("log-cli: there is nothing new after the cursor.\n");
  });

  test.each([
    [
      "another file, named by mistake",
      "dear diary",
      [],
      /"seen" holds something else than a cursor/,
    ],
    [
      "beside --cursor",
      undefined,
      ["--cursor", "x"],
      /--cursor and --cursor-file exclude each other/,
    ],
    ["backwards", undefined, ["--reverse"], /--cursor-file goes forward in time/],
  ])("refused: %s", async (_, content, more, said) => {
    const cwd = folderWith(EVENTS);
    if (content !== undefined) writeFileSync(join(cwd, "seen"), content);
    const result = await runCli([...argv, ...more], { cwd });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toMatch(said);
    if (content !== undefined) expect(readFileSync(join(cwd, "seen"), "utf8")).toBe(content);
  });

  test("a place that cannot be written to is told, after the answer", async () => {
    const cwd = folderWith(EVENTS);
    const elsewhere = ["search", "--log", "app", "--cursor-file", "no/such/folder/seen"];
    const result = await runCli(elsewhere, { cwd });
    expect(lines(result)).toHaveLength(2);
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/ENOENT/);
  });
});
