import { createLogWriter } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import { afterEach, describe, expect, test, vi } from "vitest";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "./fake-io.ts";
import { folderWith, type Said } from "./log-folder.ts";

const PHONE = "1234567890";
const GROUP = "120363025246125486@g.us";

const STORY: readonly Said[] = [
  { time: "2026-11-21T09:00:00.000Z", phone: GROUP, from: PHONE, data: { text: "1 in a group" } },
  {
    time: "2026-11-21T09:01:00.000Z",
    phone: GROUP,
    from: "15550001111",
    data: { text: "of another" },
  },
  { time: "2026-11-23T08:00:00.000Z", data: { text: "2 in the chat" } },
  { time: "2026-11-23T08:01:00.000Z", log: "requests", phone: PHONE, msg: "3 a request" },
  { time: "2026-11-23T08:02:00.000Z", log: "requests", phone: "15550001111", msg: "of another" },
  { time: "2026-11-23T08:03:00.000Z", log: "app", phone: PHONE, msg: "4 an event" },
  { time: "2026-11-23T08:04:00.000Z", phone: GROUP, from: PHONE, data: { text: "5 in a group" } },
  { time: "2026-11-23T08:05:00.000Z", direction: "OUTGOING", data: { text: "6 in the chat" } },
];

afterEach(() => void vi.unstubAllEnvs());

async function story(argv: readonly string[], said = STORY): Promise<string> {
  const { stdout } = await runCli(["get", PHONE, "--everywhere", ...argv], {
    cwd: folderWith(said),
  });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { data, msg } = JSON.parse(line) as { data?: { text?: string }; msg: string };
      return (data?.text ?? msg).slice(0, 1);
    })
    .join("");
}

describe("a customer's story", () => {
  test.each([
    ["all of it, in time order", [], "123456"],
    ["the newest first", ["--reverse"], "654321"],
    ["a limit counts all together", ["--limit", "4"], "1234"],
    ["a limit of the newest", ["--reverse", "--limit", "3"], "654"],
    ["a period", ["--on", "2026-11-23"], "23456"],
    ["filters hold for all of it", ["--text", "group"], "15"],
    ["conditions on fields too", ["--where", "data.text~chat"], "26"],
    ["one log of it", ["--log", "app"], "4"],
  ])("%s", async (_, argv, expected) => {
    expect(await story(argv)).toBe(expected);
  });

  test("a line that says the phone twice comes once", async () => {
    const said = [{ time: "2026-11-23T08:00:00.000Z", from: PHONE, data: { text: "1 once" } }];
    expect(await story([], said)).toBe("1");
  });
});

test("lines in which a tag stands for the phone are told too, by the folder's key or that of the environment", async () => {
  for (const env of [{}, { LOG_MASK_KEY: "secret" }]) {
    const cwd = tempDir();
    vi.stubEnv("LOG_MASK_KEY", env.LOG_MASK_KEY);
    const clock = { now: () => Date.parse("2026-11-23T09:00:00.000Z") };
    const dir = join(cwd, "app/logs");
    const logs = createLogWriter({ dir, timeZone: "UTC", maskPhones: true, clock });
    for (const phone of [PHONE, "15550001111"]) {
      logs.logWhatsAppMessage({ phone, direction: "incoming", type: "text", message: "chat" });
      logs.appLogger.info({ phone }, "event");
      logs.logRequest({ method: "GET", url: "/", phone });
    }
    await logs.close();
    const argv = ["get", PHONE, "--everywhere", "-o", "json"];
    const { stdout } = await runCli(argv, { cwd, env });
    const told = (JSON.parse(stdout) as { msg: string }[]).map(({ msg }) => msg);
    expect(told).toEqual(["chat", "event", "GET /"]);
  }
});

test("nothing to be found anywhere", async () => {
  const argv = ["get", "5551112222", "--everywhere"];
  const { code, stderr } = await runCli(argv, { cwd: folderWith(STORY) });
  expect(stderr).toMatch(/^log-cli: there is no log of 5551112222 in /);
  expect(code).toBe(1);
});

test.each([[["39*"]], [[PHONE, "--phone", "5551112222"]]])(
  "%j is no one customer",
  async (argv) => {
    const { code, stderr } = await runCli(["get", ...argv, "--everywhere"], {
      cwd: folderWith(STORY),
    });
    expect(stderr).toContain("--everywhere is the story of one customer");
    expect(code).toBe(2);
  },
);

test("a damaged line is told once, though both halves of the story meet it", async () => {
  const cwd = folderWith(STORY);
  const file = join(cwd, `app/logs/whatsapp/2026-11-23/${PHONE}.log`);
  appendFileSync(file, `{"level":"info","from":"${PHONE}"\n`);
  const { stderr } = await runCli(["get", PHONE, "--everywhere"], { cwd });
  expect(stderr).toMatch(/^log-cli: skipped 1 damaged line; the first is line 3 of /);
});
