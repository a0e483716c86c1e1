import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileTree, runNode, tempDir } from "@org/test-kit";
import { expect, onTestFinished, test } from "vitest";
import { open, withLayout } from "./open-folder.ts";

test("a file in its place", () => {
  const dir = join(fileTree({ logs: "a file" }), "logs");
  const { folder, reported } = open(dir);
  expect(reported).toMatchObject([{ code: "LOG_FOLDER_UNWRITABLE" }]);
  expect(reported[0]?.message).toContain("ENOTDIR");
  expect(() => folder.prepare()).toThrow(/ENOTDIR/);
});

test("and asked again before the first file is opened: its zone holds from then on", () => {
  const parent = fileTree({ logs: "in the way" });
  const dir = join(parent, "logs");
  const { folder, reported } = open(dir);
  expect(reported).toHaveLength(1);
  rmSync(dir);
  mkdirSync(dir);
  writeFileSync(
    join(dir, "layout.json"),
    '{"version":1,"timeZone":"Pacific/Chatham","retentionDays":5}',
  );
  folder.prepare();
  expect(folder.settings).toMatchObject({ timeZone: "Pacific/Chatham", retentionDays: 5 });
  expect(folder.calendar.timeZone).toBe("Pacific/Chatham");
});

/** Read-only for the rest of the test, so that it can be removed after it. */
function makeReadOnly(dir: string): void {
  chmodSync(dir, 0o555);
  onTestFinished(() => chmodSync(dir, 0o755));
}

const BOT = new URL("bots/ordinary-user.mjs", import.meta.url);

async function asOrdinaryUser(dir: string, options: object = {}): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await runNode(BOT, { args: [dir, JSON.stringify(options)] });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Record<string, unknown>;
}

test("one that the bot's user may not make", async () => {
  const parent = tempDir();
  makeReadOnly(parent);
  const result = await asOrdinaryUser(join(parent, "logs"));
  expect(result).toMatchObject({
    flushed: "LOG_WRITE_FAILED",
    accepted: 2,
    written: 0,
    dropped: 0,
  });
  expect(result["problems"]).toContainEqual(
    expect.objectContaining({
      code: "LOG_FOLDER_UNWRITABLE",
      message: expect.stringContaining("EACCES") as string,
    }),
  );
});

test("one that is read-only: its zone is followed all the same, also with a retention to raise", async () => {
  const dir = withLayout("Pacific/Chatham");
  chmodSync(join(dir, "layout.json"), 0o644);
  makeReadOnly(dir);
  const result = await asOrdinaryUser(dir, { retentionDays: 90 });
  expect(result).toMatchObject({ flushed: "LOG_WRITE_FAILED", accepted: 2, written: 0 });
  expect(await asOrdinaryUser(dir, { timeZone: "UTC" })).toMatchObject({
    thrown: "LOG_ZONE_CONFLICT",
  });
});

test("one whose settings may not be changed, while its days may be written", async () => {
  const dir = withLayout("Pacific/Chatham");
  chmodSync(join(dir, "layout.json"), 0o644);
  for (const name of ["whatsapp", "app"]) {
    mkdirSync(join(dir, name));
    chmodSync(join(dir, name), 0o777);
  }
  makeReadOnly(dir);
  const result = await asOrdinaryUser(dir, { retentionDays: 90 });
  expect(result).toMatchObject({ flushed: "flushed", accepted: 2, written: 2 });
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Pacific/Chatham" }).format(new Date());
  expect(readdirSync(join(dir, "whatsapp"))).toContain(day);
});
