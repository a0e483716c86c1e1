import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_RETENTION_DAYS, parseFolderSettings, type FolderSettings } from "@org/log-core";
import { fileTree, tempDir } from "@org/test-kit";
import { describe, expect, test, vi } from "vitest";
import { startTogether, whileReading } from "./start-together.ts";
import { modeOf, UMASKS, withUmask } from "./with-umask.ts";

const noHardLinks = vi.hoisted(() => ({ value: false }));
vi.mock(import("node:fs"), async (original) => {
  const fs = await original();
  // A file system without hard links cannot be mounted here: the one call is refused as it refuses it.
  const linkSync = ((existing: string, added: string) => {
    if (noHardLinks.value) throw Object.assign(new Error("EPERM"), { code: "EPERM" });
    fs.linkSync(existing, added);
  }) as typeof fs.linkSync;
  return { ...fs, linkSync };
});
const { createSettings, readSettings, replaceSettings, withSettingsLock } =
  await import("../../src/folder/settings-store.ts");

const SETTINGS: FolderSettings = {
  version: 1,
  timeZone: "Europe/Rome",
  retentionDays: DEFAULT_RETENTION_DAYS,
};

describe("reading", () => {
  test("a folder without settings has none, a missing folder neither", () => {
    expect(readSettings(tempDir())).toBeUndefined();
    expect(readSettings(join(tempDir(), "missing"))).toBeUndefined();
  });

  test.each([
    ["half", '{"version":1,"timeZone":"Eu', "LOG_LAYOUT_INVALID"],
    ["empty", "", "LOG_LAYOUT_INVALID"],
    [
      "of another zone",
      '{"version":1,"timeZone":"Mars/Base","retentionDays":30}',
      "LOG_LAYOUT_INVALID",
    ],
    ["newer", '{"version":2}', "LOG_LAYOUT_NEWER"],
  ])("a file that is %s says which file it is", (_name, text, code) => {
    const dir = fileTree({ "layout.json": text });
    expect(() => readSettings(dir)).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringMatching(`^${join(dir, "layout.json")}: layout\\.json `) as string,
      }),
    );
  });

  test("fields it does not know are no reason to refuse", () => {
    const dir = fileTree({ "layout.json": `{"new":1,${JSON.stringify(SETTINGS).slice(1)}` });
    expect(readSettings(dir)).toEqual(SETTINGS);
  });
});

describe.each([
  ["with hard links", false],
  ["without hard links", true],
])("creating %s", (_name, without) => {
  test("leaves the settings, a .gitignore and nothing else", () => {
    noHardLinks.value = without;
    const dir = tempDir();
    expect(createSettings(dir, SETTINGS, 0o600)).toEqual(SETTINGS);
    expect(readdirSync(dir).toSorted()).toEqual([".gitignore", "layout.json"]);
    expect(readFileSync(join(dir, "layout.json"), "utf8")).toBe(`${JSON.stringify(SETTINGS)}\n`);
    expect(readFileSync(join(dir, ".gitignore"), "utf8")).toBe("*\n");
  });

  test("takes the settings of whoever was first", () => {
    noHardLinks.value = without;
    const dir = fileTree({ "layout.json": JSON.stringify({ ...SETTINGS, retentionDays: 5 }) });
    expect(createSettings(dir, SETTINGS, 0o600).retentionDays).toBe(5);
    expect(readSettings(dir)?.retentionDays).toBe(5);
  });

  test("leaves somebody's own .gitignore as it is", () => {
    noHardLinks.value = without;
    const dir = fileTree({ ".gitignore": "!keep\n" });
    createSettings(dir, SETTINGS, 0o600);
    expect(readFileSync(join(dir, ".gitignore"), "utf8")).toBe("!keep\n");
  });

  test.each(UMASKS)("gives both files their mode under the umask %o", (mask) => {
    noHardLinks.value = without;
    const dir = tempDir();
    withUmask(mask);
    createSettings(dir, SETTINGS, 0o660);
    expect([modeOf(join(dir, "layout.json")), modeOf(join(dir, ".gitignore"))]).toEqual([
      "660",
      "660",
    ]);
  });
});

test("of many processes that start at once one's settings are taken by all, and no reader sees half", async () => {
  const races = process.env["FULL"] === undefined ? 3 : 40;
  for (let race = 0; race < races; race += 1) {
    const dir = tempDir();
    const path = join(dir, "layout.json");
    const running = startTogether(
      new URL("bots/create-settings.mjs", import.meta.url),
      Array.from({ length: 6 }, (_, at) => ({ args: [dir, String(at + 1)] })),
    );
    const ended = await whileReading(running, () => {
      if (existsSync(path)) parseFolderSettings(readFileSync(path, "utf8"));
    });
    const winner = readFileSync(path, "utf8").trim();
    expect(ended.map(({ stdout, stderr }) => stdout.replace("ready\n", "") + stderr)).toEqual(
      ended.map(() => winner),
    );
    expect(readdirSync(dir).toSorted()).toEqual([".gitignore", "layout.json"]);
  }
}, 120_000);

describe("changing", () => {
  test.each(UMASKS)("replaces the file whole and keeps its mode under the umask %o", (mask) => {
    const dir = tempDir();
    createSettings(dir, SETTINGS, 0o640);
    withUmask(mask);
    replaceSettings(dir, { ...SETTINGS, retentionDays: false });
    expect(readSettings(dir)?.retentionDays).toBe(false);
    expect(modeOf(join(dir, "layout.json"))).toBe("640");
    expect(readdirSync(dir).toSorted()).toEqual([".gitignore", "layout.json"]);
  });

  test("is done by one at a time, and the lock goes with it", () => {
    const dir = tempDir();
    const result = withSettingsLock(dir, () => {
      expect(withSettingsLock(dir, () => "inner")).toBeUndefined();
      return "outer";
    });
    expect(result).toBe("outer");
    expect(readdirSync(dir)).toEqual([]);
  });

  test("the lock goes also when the change fails", () => {
    const dir = tempDir();
    const fail = (): never => {
      throw new Error("full");
    };
    expect(() => withSettingsLock(dir, fail)).toThrow("full");
    expect(readdirSync(dir)).toEqual([]);
  });

  test.each([
    ["empty, as a process leaves it that dies at once", ""],
    ["with anything in it", "12345"],
  ])("a lock of ten seconds ago that is %s holds nobody up", (_name, text) => {
    const dir = fileTree({ "layout.json.lock": text });
    const agoS = Date.now() / 1000 - 11;
    utimesSync(join(dir, "layout.json.lock"), agoS, agoS);
    expect(withSettingsLock(dir, () => "changed")).toBe("changed");
  });

  test("a fresh lock is heeded, also while its owner has written nothing into it", () => {
    const dir = tempDir();
    writeFileSync(join(dir, "layout.json.lock"), "");
    expect(withSettingsLock(dir, () => "changed")).toBeUndefined();
    expect(existsSync(join(dir, "layout.json.lock"))).toBe(true);
  });
});
