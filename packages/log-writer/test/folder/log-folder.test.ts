import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { systemTimeZone, type CalendarDay, type DayFile } from "@org/log-core";
import { eachTimeZone, fileTree, tempDir } from "@org/test-kit";
import { describe, expect, test, vi } from "vitest";
import { directIo } from "../../src/append/append-io.ts";
import type { LogFolder } from "../../src/folder/log-folder.ts";
import { layout, open, withLayout } from "./open-folder.ts";
import { startTogether } from "./start-together.ts";
import { modeOf, UMASKS, withUmask } from "./with-umask.ts";

const FILE: DayFile = {
  log: "whatsapp",
  key: "1234567890",
  day: "2026-11-23" as CalendarDay,
  part: 1,
};

describe("the zone", () => {
  eachTimeZone("is the system's where nobody says otherwise", (timeZone) => {
    const dir = tempDir();
    expect(open(dir).folder.calendar.timeZone).toBe(systemTimeZone());
    expect(layout(dir)).toEqual({ version: 1, timeZone: systemTimeZone(), retentionDays: 30 });
    expect(new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone).toBe(
      systemTimeZone(),
    );
  });

  test("is kept as it was spelled", () => {
    const dir = tempDir();
    open(dir, { timeZone: "Asia/Kolkata" });
    expect(layout(dir)).toMatchObject({ timeZone: "Asia/Kolkata" });
  });

  eachTimeZone("of the folder goes before the system's", () => {
    const dir = withLayout("Pacific/Chatham");
    const { folder, reported } = open(dir);
    expect(folder.calendar.timeZone).toBe("Pacific/Chatham");
    expect(folder.calendar.dayOf(Date.parse("2026-11-23T12:00:00Z"))).toBe("2026-11-24");
    expect(reported).toEqual([]);
  });

  test.each([
    ["Asia/Kolkata", "Asia/Calcutta"],
    ["America/New_York", "US/Eastern"],
    ["Europe/Rome", "europe/rome"],
  ])("%s asked for as %s is the same", (kept, asked) => {
    const dir = withLayout(kept);
    expect(open(dir, { timeZone: asked }).reported).toEqual([]);
    expect(layout(dir)).toMatchObject({ timeZone: kept });
  });

  test("asked for and another than the folder's is refused, and nothing changes", () => {
    const dir = withLayout("Europe/Rome");
    expect(() => open(dir, { timeZone: "Europe/Paris", retentionDays: 90 })).toThrow(
      expect.objectContaining({
        code: "LOG_ZONE_CONFLICT",
        message: expect.stringMatching(/Europe\/Rome.*Europe\/Paris/) as string,
        context: { folderTimeZone: "Europe/Rome", timeZone: "Europe/Paris" },
      }),
    );
    expect(layout(dir)).toEqual({ version: 1, timeZone: "Europe/Rome", retentionDays: 30 });
    expect(readdirSync(dir)).toEqual(["layout.json"]);
  });
});

describe("the retention", () => {
  test.each([
    [undefined, 30, 30],
    [30, 30, 30],
    [90, 30, 90],
    [false, 30, false],
    [false, false, false],
    [undefined, 365, 365],
    [undefined, false, false],
  ] as const)("asked for %s, kept %s: %s", (asked, kept, expected) => {
    const dir = withLayout("UTC", kept);
    const { folder, reported } = open(dir, { retentionDays: asked });
    expect(layout(dir)).toMatchObject({ retentionDays: expected });
    expect(folder.retentionDays()).toBe(expected);
    expect(reported).toEqual([]);
    expect(readdirSync(dir)).toEqual(["layout.json"]);
  });

  test.each([
    [7, 30, "30 days"],
    [7, false, "everything"],
  ] as const)(
    "a smaller one (%s of %s) is ignored with one warning, however often it is looked at",
    (asked, kept, words) => {
      const dir = withLayout("UTC", kept);
      const { folder, reported } = open(dir, { retentionDays: asked });
      folder.refresh();
      folder.refresh();
      expect(reported).toHaveLength(1);
      expect(reported[0]).toMatchObject({
        code: "LOG_RETENTION_SMALLER",
        context: { wanted: asked, kept },
      });
      expect(reported[0]?.message).toContain(words);
      expect(reported[0]?.message).toContain(`log-cli cleanup --days ${asked} --set`);
      expect(folder.retentionDays()).toBe(kept);
      expect(layout(dir)).toMatchObject({ retentionDays: kept });
    },
  );

  test("changed by somebody else is taken over when it is looked at again", () => {
    const dir = withLayout("UTC", 30);
    const { folder } = open(dir);
    const now = Date.parse("2026-11-23T12:00:00Z");
    expect(folder.oldestKept(now)).toBe("2026-10-24");
    writeFileSync(join(dir, "layout.json"), '{"version":1,"timeZone":"UTC","retentionDays":1}');
    folder.refresh();
    expect(folder.oldestKept(now)).toBe("2026-11-22");
  });

  test("of the longest wins when many processes raise it at once", async () => {
    const dir = withLayout("UTC", 30);
    const asked = [60, 90, 45, 200, 31, 150];
    const ended = await startTogether(
      new URL("bots/raise-retention.mjs", import.meta.url),
      asked.map((days) => ({ args: [dir, String(days)] })),
    );
    expect(ended.map(({ code }) => code)).toEqual(asked.map(() => 0));
    expect(layout(dir)).toEqual({ version: 1, timeZone: "UTC", retentionDays: 200 });
    expect(readdirSync(dir)).not.toContain("layout.json.lock");
  });

  test("that cannot be raised now is kept by this writer all the same", () => {
    const dir = withLayout("UTC", 30);
    writeFileSync(join(dir, "layout.json.lock"), "");
    const { folder } = open(dir, { retentionDays: 90 });
    expect(folder.retentionDays()).toBe(90);
    expect(layout(dir)).toMatchObject({ retentionDays: 30 });
    rmSync(join(dir, "layout.json.lock"));
    folder.refresh();
    expect(layout(dir)).toMatchObject({ retentionDays: 90 });
  });
});

test.each([
  ['{"version":2,"timeZone":"UTC","retentionDays":30}', "LOG_LAYOUT_NEWER"],
  ["{", "LOG_LAYOUT_INVALID"],
  ['{"version":1,"timeZone":"UTC","retentionDays":0}', "LOG_LAYOUT_INVALID"],
])("a layout.json of %s is refused and left as it is", (text, code) => {
  const dir = fileTree({ "layout.json": text });
  expect(() => open(dir)).toThrow(expect.objectContaining({ code }));
  expect(readFileSync(join(dir, "layout.json"), "utf8")).toBe(text);
});

describe("modes", () => {
  const EXPECTED = {
    private: { folder: "700", file: "600" },
    group: { folder: "2750", file: "640" },
    "group-write": { folder: "2770", file: "660" },
  } as const;
  const cases = (["private", "group", "group-write"] as const).flatMap((access) =>
    UMASKS.map((mask) => [access, mask] as const),
  );

  test.each(cases)("%s under the umask %o", (access, mask) => {
    const dir = join(tempDir(), "app/logs");
    withUmask(mask);
    const { folder } = open(dir, { access, instance: "web1" });
    folder.prepare();
    folder.makeFolderOf(FILE);
    for (const made of ["..", ".", "instances", "whatsapp", "whatsapp/2026-11-23"]) {
      expect([made, modeOf(join(dir, made))]).toEqual([made, EXPECTED[access].folder]);
    }
    for (const made of ["layout.json", ".gitignore", "instances/web1"]) {
      expect([made, modeOf(join(dir, made))]).toEqual([made, EXPECTED[access].file]);
    }
  });

  test("what is there keeps its mode", () => {
    const dir = withLayout("UTC");
    chmodSync(dir, 0o755);
    chmodSync(join(dir, "layout.json"), 0o644);
    open(dir, { retentionDays: 90 });
    expect([modeOf(dir), modeOf(join(dir, "layout.json"))]).toEqual(["755", "644"]);
  });
});

describe("instances", () => {
  test("the folder is made before the first line, an instance's name in it, once", () => {
    const dir = tempDir();
    const { folder } = open(dir);
    expect(readdirSync(dir)).not.toContain("instances");
    folder.prepare();
    expect(readdirSync(join(dir, "instances"))).toEqual([]);
    const named = open(dir, { instance: "web1" }).folder;
    named.prepare();
    named.prepare();
    expect(readdirSync(join(dir, "instances"))).toEqual(["web1"]);
  });

  test("the folder is not made where days came first: names would be missing in it", () => {
    const dir = fileTree({ "whatsapp/2026-11-22/1234567890~web9.log": "x" });
    open(dir, { instance: "web1" }).folder.prepare();
    expect(existsSync(join(dir, "instances"))).toBe(false);
    mkdirSync(join(dir, "instances"));
    open(dir, { instance: "web1" }).folder.prepare();
    expect(readdirSync(join(dir, "instances"))).toEqual(["web1"]);
  });

  test("a file of the name that is there is good enough", () => {
    const dir = fileTree({ "instances/web1": "mine" });
    open(dir, { instance: "web1" }).folder.prepare();
    expect(readFileSync(join(dir, "instances/web1"), "utf8")).toBe("mine");
  });

  test("removed with the rest of the folder it comes back with the next day folder", () => {
    const dir = join(tempDir(), "logs");
    const { folder } = open(dir, { instance: "web1", timeZone: "Asia/Kolkata", retentionDays: 90 });
    folder.prepare();
    rmSync(dir, { recursive: true });
    folder.makeFolderOf(FILE);
    expect(existsSync(join(dir, "instances/web1"))).toBe(true);
    expect(existsSync(join(dir, "whatsapp/2026-11-23"))).toBe(true);
    expect(layout(dir)).toEqual({ version: 1, timeZone: "Asia/Kolkata", retentionDays: 90 });
  });
});

/** Points the link of {@link FILE} to it. */
function link(folder: LogFolder, isNew: boolean): void {
  const done = vi.fn<() => void>();
  folder.link(FILE, { isNew, symlink: directIo.symlink }, done);
  expect(done).toHaveBeenCalledOnce();
}

describe("links", () => {
  test("are made to a day file, unless they are not wanted", () => {
    const dir = fileTree({ "whatsapp/2026-11-23/1234567890.log": "x" });
    link(open(dir, { links: false }).folder, true);
    expect(readdirSync(join(dir, "whatsapp"))).toEqual(["2026-11-23"]);
    link(open(dir).folder, true);
    expect(readFileSync(join(dir, "whatsapp/1234567890.log"), "utf8")).toBe("x");
  });

  test("of a file that is opened again are made where they are missing, and left where they are", () => {
    const dir = fileTree({ "whatsapp/2026-11-23/1234567890.log": "x" });
    link(open(dir).folder, false);
    const made = lstatSync(join(dir, "whatsapp/1234567890.log")).ino;
    link(open(dir).folder, false);
    expect(lstatSync(join(dir, "whatsapp/1234567890.log")).ino).toBe(made);
    expect(readFileSync(join(dir, "whatsapp/1234567890.log"), "utf8")).toBe("x");
  });
});
