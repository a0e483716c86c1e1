import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { runCli, type FakeSetup } from "../fake-io.ts";
import { folderWith, type Said } from "../log-folder.ts";

const PHONE = "1234567890";
const GROUP = "120363025246125486@g.us";
const LOGS: readonly Said[] = [
  { time: "2026-11-21T09:00:00.000Z", data: { text: "one" } },
  { time: "2026-11-23T09:00:00.000Z", data: { text: "two" } },
  { time: "2026-11-23T09:01:00.000Z", phone: "15550001111", data: { text: "another person" } },
  { time: "2026-11-23T09:02:00.000Z", phone: GROUP, from: PHONE, data: { text: "in the group" } },
  { time: "2026-11-23T09:03:00.000Z", phone: GROUP, from: "15550001111", data: { text: "stays" } },
  { time: "2026-11-23T09:04:00.000Z", log: "app", phone: PHONE, msg: "about the phone" },
];

function own(cwd: string, day: string): string {
  return join(cwd, `app/logs/whatsapp/${day}/${PHONE}.log`);
}

function erase(cwd: string, argv: readonly string[], setup: Omit<FakeSetup, "cwd"> = {}) {
  return runCli(["erase", ...argv], { cwd, ...setup });
}

test("asks with what will go, and erases after a yes", async () => {
  const cwd = folderWith(LOGS);
  const questions: string[] = [];
  const { code, stdout, stderr } = await erase(cwd, ["+1 234 567 890"], {
    answer: "y",
    onQuestion: (question) => questions.push(question),
  });
  expect(questions).toEqual(["This cannot be undone. Erase it? [y/N] "]);
  expect(stderr).toMatch(
    /^Of 1234567890 there are 2 files \(\d+ B\), on 2 days, 2026-11-21 to 2026-11-23\.\n$/,
  );
  expect(stdout).toMatch(
    /^Erased 2 files \(\d+ B\) of 12\*+90, on 2 days, .*\nDone 20.*Z; the person's tag is \S+\.\n/,
  );
  expect(stdout).not.toContain(PHONE);
  expect(existsSync(own(cwd, "2026-11-21")) || existsSync(own(cwd, "2026-11-23"))).toBe(false);
  expect(readFileSync(join(cwd, `app/logs/whatsapp/2026-11-23/${GROUP}.log`), "utf8")).toContain(
    "in the group",
  );
  expect(code).toBe(0);
});

test.each(["", "n", "no", "Y E S", "yess", "\u0004"])(
  "the answer %j leaves everything",
  async (answer) => {
    const cwd = folderWith(LOGS);
    const { code, stdout, stderr } = await erase(cwd, [PHONE], { answer });
    expect(stderr).toContain("log-cli: nothing was erased.\n");
    expect(existsSync(own(cwd, "2026-11-23"))).toBe(true);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  },
);

test("--everywhere blanks the lines in other logs, and others' lines stay", async () => {
  const cwd = folderWith(LOGS);
  const { code, stdout } = await erase(cwd, [PHONE, "--everywhere", "--yes"]);
  expect(stdout).toMatch(/^Erased 2 files \(\d+ B\) and 2 lines in other logs of 12\*+90/);
  const group = readFileSync(join(cwd, `app/logs/whatsapp/2026-11-23/${GROUP}.log`), "utf8");
  expect(group).not.toContain("in the group");
  expect(group).toContain("stays");
  expect(readFileSync(join(cwd, "app/logs/app/2026-11-23/app.log"), "utf8")).not.toContain("phone");
  expect(code).toBe(0);
});

test("--dry-run says what would go and changes nothing", async () => {
  const cwd = folderWith(LOGS);
  const { code, stdout } = await erase(cwd, [PHONE, "--dry-run", "--everywhere"]);
  expect(stdout).toMatch(
    /^Would erase 2 files \(\d+ B\) and 2 lines in other logs of 12\*+90.*\nNothing was changed\.\n$/,
  );
  expect(existsSync(own(cwd, "2026-11-21"))).toBe(true);
  expect(code).toBe(0);
});

test("-o json is the writer's receipt, which names nobody", async () => {
  const { stdout } = await erase(folderWith(LOGS), [PHONE, "--yes", "-o", "json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    tag: expect.any(String),
    dryRun: false,
    everywhere: false,
    days: ["2026-11-21", "2026-11-23"],
    files: 2,
    lines: 0,
  });
  expect(stdout).not.toContain(PHONE);
});

describe("what ends without a change", () => {
  test("nobody to ask", async () => {
    const cwd = folderWith(LOGS);
    const { code, stderr } = await erase(cwd, [PHONE]);
    expect(stderr).toBe(
      "log-cli: erase asks before it removes anything, and here is nobody to ask: add --yes (LOG_USAGE_INVALID)\n",
    );
    expect(existsSync(own(cwd, "2026-11-23"))).toBe(true);
    expect(code).toBe(2);
  });

  test("a phone that is not kept: no question, exit 1", async () => {
    const { code, stdout, stderr } = await erase(folderWith(LOGS), ["5551112222"], { answer: "y" });
    expect(stderr).toBe(
      "log-cli: nothing is kept of 5551112222 as a log of its own; --everywhere looks into the other logs too.\n",
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("a folder that is no log folder", async () => {
    const cwd = tempDir();
    mkdirSync(join(cwd, "photos/whatsapp/2020-01-01"), { recursive: true });
    const photo = join(cwd, `photos/whatsapp/2020-01-01/${PHONE}.log`);
    writeFileSync(photo, "");
    const { code, stderr } = await erase(cwd, [PHONE, "--yes", "--dir", "photos"]);
    expect(stderr).toContain("(LOG_FOLDER_FOREIGN)");
    expect(existsSync(photo)).toBe(true);
    expect(code).toBe(2);
  });

  test("a folder that is missing", async () => {
    const { code, stderr } = await erase(tempDir(), [PHONE, "--yes"]);
    expect(stderr).toContain("(LOG_FOLDER_MISSING)");
    expect(code).toBe(2);
  });

  test.each([
    [[], "erase needs a phone: log-cli erase 1234567890 (LOG_USAGE_INVALID)"],
    [["con"], "(LOG_PHONE_INVALID)"],
    [["39*"], "(LOG_PHONE_INVALID)"],
    [[PHONE, "-o", "csv"], '--output must be pretty or json, but it is "csv" (LOG_USAGE_INVALID)'],
  ])("%j", async (argv, says) => {
    const { code, stderr } = await erase(folderWith(LOGS), [...argv, "--yes"]);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });
});
