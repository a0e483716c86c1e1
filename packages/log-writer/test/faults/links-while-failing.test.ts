import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAlias } from "@org/log-core";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { canMount, smallDisk } from "./small-disk.ts";
import { steeredBot, type SteeredBot } from "./steered-bot.ts";

/** Lines of the alias file that are links, and how many of them are different. */
function linksIn(dir: string): { lines: number; pairs: number } {
  const links = readFileSync(join(dir, "aliases.ndjson"), "utf8")
    .split("\n")
    .flatMap((line) => {
      const parsed = parseAlias(line);
      return parsed.kind === "alias" ? [parsed.alias.ids.join(" ")] : [];
    });
  return { lines: links.length, pairs: new Set(links).size };
}

/** Reports the same links again and again, for longer than a line is taken to be on its way. */
async function linkForSeconds(bot: SteeredBot, count: number): Promise<void> {
  const untilMs = performance.now() + 2500;
  while (performance.now() < untilMs) {
    expect(await bot.tell("link", { count })).toEqual({ taken: count });
    await bot.tell("flush");
  }
}

test("without descriptors links are written once, however often they are reported", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a", {}, { maxOpenFiles: 128 });
  await bot.tell("link", { count: 100 });
  await bot.tell("flush");
  expect(await bot.tell("eatDescriptors")).toMatchObject({ code: "EMFILE" });
  await linkForSeconds(bot, 200);
  await bot.tell("returnDescriptors");
  expect(await bot.tell("flush")).toEqual({ flushed: true });
  expect(await bot.tell("close")).toMatchObject({ closed: true });
  expect(linksIn(dir)).toEqual({ lines: 200, pairs: 200 });
});

test("more links at once than the buffer holds are all written", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a", { maxBufferedBytes: 1024 * 1024 });
  expect(await bot.tell("link", { count: 30_000 })).toEqual({ taken: 30_000 });
  expect(await bot.tell("flush")).toEqual({ flushed: true });
  expect(linksIn(dir)).toEqual({ lines: 30_000, pairs: 30_000 });
});

test("a bot that ends on the spot writes them too", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a", { maxBufferedBytes: 1024 * 1024 });
  await bot.tell("link", { count: 30_000 });
  bot.tell("exit").catch(() => undefined);
  expect(await bot.ended).toMatchObject({ code: 0 });
  expect(linksIn(dir)).toEqual({ lines: 30_000, pairs: 30_000 });
});

describe.skipIf(!canMount)("on a full disk", () => {
  test("links wait and are written once, untorn, when there is room", async () => {
    const { dir, ...disk } = smallDisk(256);
    const bot = steeredBot(dir, "a");
    await bot.tell("link", { count: 10 });
    await bot.tell("flush");
    disk.fill(220);
    await linkForSeconds(bot, 500);
    expect(await bot.tell("flush")).toMatchObject({ flushed: false });
    disk.free();
    expect(await bot.tell("flush")).toEqual({ flushed: true });
    expect(linksIn(dir)).toEqual({ lines: 500, pairs: 500 });
  });

  test("links that are lost at the end are said to be", async () => {
    const { dir } = smallDisk(64);
    const bot = steeredBot(dir, "a");
    await bot.tell("link", { count: 2000 });
    await bot.tell("flush");
    const { closed, reported } = await bot.tell("close");
    expect(closed).toBe(false);
    expect(JSON.stringify(reported)).toContain("LOG_ENTRIES_DROPPED");
  });

  test("those that are lost at an exit too", async () => {
    const { dir } = smallDisk(64);
    const bot = steeredBot(dir, "a", { hear: false });
    await bot.tell("link", { count: 2000 });
    bot.tell("exit").catch(() => undefined);
    expect((await bot.ended).stderr).toContain("LOG_ENTRIES_DROPPED");
  });
});
