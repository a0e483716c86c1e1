import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { cleanup, erase } from "@org/log-writer";
import { eventually } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { expectedIds, writtenIds } from "../integration/written-lines.ts";
import { notOnce, readableIds } from "./readable-ids.ts";
import { canMount, smallDisk } from "./small-disk.ts";
import { steeredBot } from "./steered-bot.ts";

/** The tag of a phone if the folder has a key by now. */
async function tagOf(dir: string, phone: string): Promise<string | undefined> {
  return (await erase({ dir, phone, dryRun: true })).tag;
}

/** Takes the last free byte of a disk. */
function fillUp(path: string): void {
  const fd = openSync(path, "a");
  try {
    for (;;) writeSync(fd, Buffer.alloc(4096));
  } catch (error) {
    expect(error).toMatchObject({ code: "ENOSPC" });
  } finally {
    closeSync(fd);
  }
}

describe.skipIf(!canMount)("on a disk that fills up", () => {
  test.each([true, false])(
    "every entry is there once and untorn when there is room again (onError given: %s)",
    async (hear) => {
      const { dir, ...disk } = smallDisk(256);
      disk.fill(128);
      const bot = steeredBot(dir, "a", { hear });
      await bot.tell("log", { count: 800, phones: 5 });
      await eventually(async () => Number((await bot.tell("state"))["errors"]) > 0);
      const full = await bot.tell("state");
      expect(Number(full["written"])).toBeLessThan(800);
      expect(await bot.tell("flush")).toEqual({ flushed: false, code: "LOG_WRITE_FAILED" });
      disk.free();
      disk.resize(4096);
      await bot.tell("log", { count: 200, phones: 5 });
      expect(await bot.tell("flush")).toEqual({ flushed: true });
      expect(await bot.tell("close")).toMatchObject({
        closed: true,
        accepted: 1000,
        written: 1000,
      });
      bot.child.stdin.end();
      const { code, stderr } = await bot.ended;
      expect(code).toBe(0);
      if (hear) {
        expect(JSON.stringify(full["reported"])).toContain("LOG_WRITE_FAILED");
        expect(stderr).toBe("");
      } else {
        expect(stderr).toContain("(ENOSPC); ");
        expect(stderr).toContain("Make room on the disk. (LOG_WRITE_FAILED)");
      }
      expect(writtenIds(dir).toSorted()).toEqual(expectedIds(["a"], 1000).toSorted());
    },
  );

  test("what the buffer had to drop is counted, and app.log says so in one line", async () => {
    const { dir, ...disk } = smallDisk(256);
    const bot = steeredBot(dir, "a", { maxBufferedBytes: 1024 * 1024 });
    await bot.tell("log", { count: 9000 });
    await bot.tell("flush");
    const full = await bot.tell("state");
    expect(Number(full["dropped"])).toBeGreaterThan(0);
    expect(Number(full["accepted"]) + Number(full["dropped"])).toBe(9000);
    disk.resize(16_384);
    expect(await bot.tell("flush")).toEqual({ flushed: true });
    const closed = await bot.tell("close");
    // The warning itself is nobody's entry and in no count.
    expect(closed["written"]).toBe(full["accepted"]);
    expect(new Set(writtenIds(dir)).size).toBe(Number(full["accepted"]));
    const warnings = readFileSync(join(dir, "app/app.log"), "utf8").trim().split("\n");
    expect(warnings.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: "warn", data: { dropped: full["dropped"] } },
    ]);
  });

  test("cleanup and erasing need no free byte, and what they free is used by those who wait", async () => {
    const { dir, ...disk } = smallDisk(512);
    const bot = steeredBot(dir, "a");
    await bot.tell("log", { count: 10 });
    await bot.tell("flush");
    for (const day of ["2001-01-01", new Date().toISOString().slice(0, 10)]) {
      mkdirSync(join(dir, "whatsapp", day), { recursive: true });
      writeFileSync(join(dir, "whatsapp", day, "393331234567.log"), "x".repeat(64 * 1024));
    }
    fillUp(join(disk.path, "ballast"));
    await bot.tell("log", { count: 300, bytes: 500 });
    expect(await bot.tell("flush")).toMatchObject({ flushed: false });
    const { removed } = await cleanup({ dir });
    expect(removed).toMatchObject([{ day: "2001-01-01", bytes: 64 * 1024 }]);
    await eventually(async () => Number((await bot.tell("state"))["written"]) > 100);
    const before = Number((await bot.tell("state"))["written"]);
    expect(before).toBeLessThan(310);
    // The folder's key for tags, which there was no room for, is made when there is.
    const receipt = await erase({ dir, phone: "393331234567" });
    expect(receipt).toMatchObject({ files: 1, otherTags: [] });
    expect([undefined, await tagOf(dir, "393331234567")]).toContain(receipt.tag);
    expect(readdirSync(dir).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    await eventually(async () => Number((await bot.tell("state"))["written"]) > before);
    disk.resize(4096);
    expect(await bot.tell("close")).toMatchObject({ closed: true, written: 310 });
    expect(notOnce(expectedIds(["a"], 310), readableIds(dir))).toEqual([]);
  });

  test.each([
    ["as they are", {}],
    [
      "in parts, each on the platter",
      { maxFileBytes: 100_000, maxOpenFiles: 2, durability: "fsync" },
    ],
  ])(
    "four processes on the same files, %s, lose and double nothing",
    async (_how, options) => {
      const count = process.env["FULL"] ? 15_000 : 3000;
      const { dir, ...disk } = smallDisk(512);
      const names = ["a", "b", "c", "d"];
      const bots = names.map((name) => steeredBot(dir, name, options));
      const logging = Promise.all(
        bots.map((bot) => bot.tell("log", { count, phones: 3, bytes: 300 })),
      );
      const done = { logging: false };
      void logging.then(() => (done.logging = true));
      // Room comes in small portions: writes fail, succeed and stop short again and again.
      for (let kib = 640; !done.logging || kib < 4096; kib += 128) {
        disk.resize(kib);
        await Promise.all(bots.map((bot) => bot.tell("flush")));
      }
      disk.resize(256 * 1024);
      for (const bot of bots) expect(await bot.tell("flush")).toEqual({ flushed: true });
      for (const bot of bots) expect(await bot.tell("close")).toMatchObject({ written: count });
      const found = readableIds(dir);
      expect(notOnce(expectedIds(names, count), found)).toEqual([]);
    },
    300_000,
  );
});
