import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../fake-io.ts";
import { folderWith, type Said } from "../log-folder.ts";

const TALK: readonly Said[] = [
  { time: "2026-10-30T10:00:00.000Z", data: { text: "weeks ago" } },
  { time: "2026-11-20T10:00:00.000Z", data: { text: "Hello\u202e" } },
  { time: "2026-11-23T09:00:00.000Z", direction: "OUTGOING", data: { text: "Hi" } },
];

function texts(entries: readonly unknown[]): string[] {
  return entries.map((entry) => (entry as { data: { text: string } }).data.text);
}

test("json is one array of the last 30 days, and only its owner may read it", async () => {
  const cwd = folderWith(TALK);
  const { code, stdout, stderr } = await runCli(["export", "1234567890", "chat.json"], { cwd });
  const path = join(cwd, "chat.json");
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: "",
    stderr: `log-cli: wrote 3 entries to ${path}.\n`,
  });
  expect(texts(JSON.parse(readFileSync(path, "utf8")))).toEqual(["weeks ago", "Hello\u202e", "Hi"]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(cwd).toSorted()).toEqual(["app", "chat.json"]);
});

test("ndjson is an entry per line; the phone may come in pieces", async () => {
  const cwd = folderWith(TALK);
  const argv = ["export", "+1", "234", "-567", "-890", "chat.ndjson", "--days", "7"];
  expect((await runCli(argv, { cwd })).code).toBe(0);
  const lines = readFileSync(join(cwd, "chat.ndjson"), "utf8").trimEnd().split("\n");
  expect(texts(lines.map((line) => JSON.parse(line) as unknown))).toEqual(["Hello\u202e", "Hi"]);
});

describe("an existing file", () => {
  test("is refused and left as it is", async () => {
    const cwd = folderWith(TALK);
    writeFileSync(join(cwd, "chat.json"), "precious");
    const { code, stderr } = await runCli(["export", "1234567890", "chat.json"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      `log-cli: ${join(cwd, "chat.json")} exists and is left as it is; name another file, or add --force to replace it (LOG_EXPORT_EXISTS)\n`,
    );
    expect(readFileSync(join(cwd, "chat.json"), "utf8")).toBe("precious");
  });

  test("is replaced with --force", async () => {
    const cwd = folderWith(TALK);
    writeFileSync(join(cwd, "chat.json"), "old");
    expect((await runCli(["export", "1234567890", "chat.json", "--force"], { cwd })).code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, "chat.json"), "utf8"))).toHaveLength(3);
  });

  test("stays with --force too, when there is nothing to export", async () => {
    const cwd = folderWith(TALK);
    writeFileSync(join(cwd, "chat.json"), "old");
    const argv = ["export", "5551112222", "chat.json", "--force"];
    expect((await runCli(argv, { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, "chat.json"), "utf8")).toBe("old");
  });
});

test("nothing to export makes no file", async () => {
  const cwd = folderWith(TALK);
  const { code, stderr } = await runCli(["export", "1234567891", "chat.json"], { cwd });
  expect(code).toBe(1);
  expect(stderr).toBe(
    `log-cli: there is no log of 1234567891 in ${cwd}/app/logs from 2026-10-24 to 2026-11-23 (Europe/Rome), nor on other days; near it: 1234567890. No file was written.\n`,
  );
  expect(readdirSync(cwd)).toEqual(["app"]);
});

test("an interruption leaves nothing behind", async () => {
  const cwd = folderWith(TALK);
  const begun: string[][] = [];
  await runCli(["export", "1234567890", "chat.json"], {
    cwd,
    // Asked before the file is begun, and called when it is.
    onInterrupt: (cleanUp) =>
      queueMicrotask(() => {
        begun.push(readdirSync(cwd));
        cleanUp();
        begun.push(readdirSync(cwd));
      }),
  });
  expect(begun[0]?.some((name) => name.endsWith(".tmp"))).toBe(true);
  expect(begun[1]?.filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test.each([
  [[], "export needs a phone and a file: log-cli export 1234567890 chat.json"],
  [["chat.json"], "export needs a phone and a file: log-cli export 1234567890 chat.json"],
  [["1234567890", "chat.txt"], 'FILE must end in .json or .ndjson, but it is "chat.txt"'],
  [["+39", "123", "456"], 'FILE must end in .json or .ndjson, but it is "456"'],
  [["1234567890", "chat.json", "-o", "csv"], "--output is not an option of export"],
])("%j is refused", async (argv, sentence) => {
  const cwd = folderWith(TALK);
  const { code, stderr } = await runCli(["export", ...argv], { cwd });
  expect(stderr).toBe(`log-cli: ${sentence} (LOG_USAGE_INVALID)\n`);
  expect(code).toBe(2);
  expect(readdirSync(cwd)).toEqual(["app"]);
});
