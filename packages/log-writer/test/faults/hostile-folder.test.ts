import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createLogWriter, type LogError, type LogWriter } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";

const hasPipes = process.platform !== "win32";

describe.skipIf(!hasPipes)("a pipe in the place of a file of the folder's own", () => {
  test.each(["layout.json", "mask-key"])("%s does not make the bot wait for ever", async (name) => {
    const dir = tempDir();
    spawnSync("mkfifo", [join(dir, name)]);
    const errors: LogError[] = [];
    const logs = createLogWriter({
      dir,
      timeZone: "UTC",
      maskPhones: true,
      onError: (error) => errors.push(error),
    });
    logs.appLogger.info("from 1234567890");
    await logs.close().catch(() => undefined);
    if (name === "layout.json") {
      expect(errors[0]?.code).toBe("LOG_FOLDER_UNWRITABLE");
      expect(errors[0]?.message).toContain("layout.json is not a file");
    } else expect(logs.metrics()).toMatchObject({ written: 1 });
  });
});

test.skipIf(process.platform === "win32")(
  "a link in the place of a day's folder is not written through, and waited out",
  async () => {
    const dir = tempDir();
    const elsewhere = tempDir();
    const day = join(dir, "whatsapp", new Date().toISOString().slice(0, 10));
    mkdirSync(join(dir, "whatsapp"));
    symlinkSync(elsewhere, day);
    const errors: LogError[] = [];
    await using logs = createLogWriter({
      dir,
      timeZone: "UTC",
      onError: (error) => errors.push(error),
    });
    logs.logWhatsAppMessage({ phone: "1234567890", direction: "INCOMING", type: "text" });
    await expect(logs.flush()).rejects.toMatchObject({ code: "LOG_WRITE_FAILED" });
    expect(errors[0]?.message).toContain("is a link, which no reader follows");
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(day);
    await logs.flush();
    expect(readdirSync(day)).toEqual(["1234567890.log"]);
  },
);

test("a layout.json of gigabytes is not read into memory", async () => {
  const dir = tempDir();
  writeFileSync(join(dir, "layout.json"), "");
  truncateSync(join(dir, "layout.json"), 4 * 1024 ** 3);
  const errors: LogError[] = [];
  const logs = createLogWriter({ dir, onError: (error) => errors.push(error) });
  expect(errors[0]?.message).toContain("4294967296 bytes");
  await logs.close();
});

test("a bot that closes the writer while it is asked about a day is not waited for by itself", async () => {
  const dir = tempDir();
  const old = join(dir, "whatsapp/2020-01-01");
  mkdirSync(old, { recursive: true });
  writeFileSync(join(old, "1234567890.log"), "");
  const made: { logs?: LogWriter } = {};
  const closed = new Promise<void>((resolve) => {
    made.logs = createLogWriter({
      dir,
      timeZone: "UTC",
      onBeforeDelete: async () => {
        await made.logs?.close();
        resolve();
        return true;
      },
    });
  });
  await closed;
  // Closed is closed: the day that was asked about stays.
  expect(existsSync(old)).toBe(true);
});
