import { eventually, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { expectedIds, writtenIds } from "../integration/written-lines.ts";
import { steeredBot } from "./steered-bot.ts";

test("entries wait while other code holds every descriptor, and are written when some return", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a", {}, { maxOpenFiles: 128 });
  expect(await bot.tell("eatDescriptors")).toMatchObject({ code: "EMFILE" });
  await bot.tell("log", { count: 600, phones: 250 });
  expect(await bot.tell("flush")).toEqual({ flushed: false, code: "LOG_WRITE_FAILED" });
  const starved = await bot.tell("state");
  expect(starved).toMatchObject({ accepted: 600, dropped: 0 });
  expect(JSON.stringify(starved["reported"])).toContain("raise its limit (ulimit -n)");
  await bot.tell("returnDescriptors");
  // By itself, without being asked.
  await eventually(async () => (await bot.tell("state"))["written"] === 600);
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(["a"], 600).toSorted());
});

test("with a few files open a writer goes on with the descriptors it has", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a", {}, { maxOpenFiles: 128 });
  await bot.tell("log", { count: 10, phones: 10 });
  await bot.tell("flush");
  await bot.tell("eatDescriptors");
  await bot.tell("log", { count: 500, phones: 250 });
  expect(await bot.tell("flush")).toEqual({ flushed: true });
  expect(writtenIds(dir)).toHaveLength(510);
});

test("a process that is out of descriptors writes what is left when it ends", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a", {}, { maxOpenFiles: 128 });
  await bot.tell("log", { count: 40, phones: 4 });
  await bot.tell("flush");
  await bot.tell("eatDescriptors");
  await bot.tell("log", { count: 60, phones: 60 });
  await bot.tell("returnDescriptors");
  bot.child.stdin.end();
  expect(await bot.ended).toMatchObject({ code: 0 });
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(["a"], 100).toSorted());
});
