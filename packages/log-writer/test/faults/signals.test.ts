import { eventually, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { expectedIds, writtenIds } from "../integration/written-lines.ts";
import { readableIds } from "./readable-ids.ts";
import { steeredBot } from "./steered-bot.ts";

test.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
  ["SIGHUP", 129],
] as const)("with closeOnSignals %s writes everything and ends with %i", async (signal, code) => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a", { closeOnSignals: true });
  await bot.tell("log", { count: 5000, phones: 50 });
  bot.child.kill(signal);
  expect(await bot.ended).toMatchObject({ code, signal: null });
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(["a"], 5000).toSorted());
});

test("without it SIGTERM ends the process as always, and what was flushed is there", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a");
  await bot.tell("log", { count: 500, phones: 5 });
  await bot.tell("flush");
  bot.child.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: null, signal: "SIGTERM" });
  expect(writtenIds(dir)).toHaveLength(500);
});

test("an idle bot's entry is on disk within a tick: kill -9 right after costs nothing", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a");
  for (let count = 1; count <= 20; count += 1) {
    await bot.tell("log", { count: 1 });
    // The answer itself takes a turn of the event loop; no flush is asked for.
    await eventually(() => readableIds(dir).timesById.size === count, { timeoutMs: 2000 });
  }
  bot.child.kill("SIGKILL");
  await bot.ended;
  expect(writtenIds(dir)).toEqual(expectedIds(["a"], 20));
});
