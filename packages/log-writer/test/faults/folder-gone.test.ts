import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { eventually, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { dayFiles, expectedIds, idsIn, writtenIds } from "../integration/written-lines.ts";
import { canMount, smallDisk } from "./small-disk.ts";
import { steeredBot } from "./steered-bot.ts";

test("rm -rf of the whole folder costs what was in it and nothing that is logged after", async () => {
  const dir = join(tempDir(), "logs");
  const bot = steeredBot(dir, "a");
  await bot.tell("log", { count: 60, phones: 3 });
  await bot.tell("flush");
  rmSync(dir, { recursive: true });
  await bot.tell("log", { count: 60, phones: 3 });
  expect(await bot.tell("flush")).toEqual({ flushed: true });
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(["a"], 120).slice(60).toSorted());
  expect(JSON.parse(readFileSync(join(dir, "layout.json"), "utf8"))).toMatchObject({
    timeZone: "UTC",
  });
  expect(lstatSync(join(dir, "whatsapp/1234567000.log")).isSymbolicLink()).toBe(true);
});

test("files deleted a hundred times under a busy writer cost only the lines that were in them", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a");
  await bot.tell("log", { count: 20 });
  await bot.tell("flush");
  const busy = { logging: true };
  const logged = bot.tell("log", { count: 20_000 }).then((answer) => {
    busy.logging = false;
    return answer;
  });
  const deleted: string[] = [];
  const [path = ""] = dayFiles(dir);
  while (busy.logging) {
    await new Promise(setImmediate);
    if (!existsSync(path)) continue;
    // Read through the name, delete the name: what is appended in between is deleted with it.
    renameSync(path, `${path}.taken`);
    deleted.push(`${path}.taken${deleted.length}`);
    renameSync(`${path}.taken`, deleted.at(-1) ?? "");
  }
  await logged;
  await bot.tell("flush");
  await bot.tell("close");
  expect(deleted.length).toBeGreaterThan(0);
  const ids = [path, ...deleted].filter((file) => existsSync(file)).flatMap(idsIn);
  expect(ids.toSorted()).toEqual(expectedIds(["a"], 20_020).toSorted());
});

test("a day file renamed as logrotate does is followed within a second", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a");
  await bot.tell("log", { count: 10 });
  await bot.tell("flush");
  const [path = ""] = dayFiles(dir);
  renameSync(path, `${path}.1`);
  const renamedAt = performance.now();
  await eventually(async () => {
    await bot.tell("log", { count: 1 });
    await bot.tell("flush");
    return existsSync(path);
  });
  expect(performance.now() - renamedAt).toBeLessThan(2000);
  const { logged } = await bot.tell("state");
  expect([...idsIn(`${path}.1`), ...idsIn(path)]).toEqual(expectedIds(["a"], Number(logged)));
});

test("a directory in the place of a day file is waited out", async () => {
  const dir = tempDir();
  const bot = steeredBot(dir, "a");
  await bot.tell("log", { count: 10 });
  await bot.tell("flush");
  const [path = ""] = dayFiles(dir);
  rmSync(path);
  mkdirSync(path);
  await bot.tell("log", { count: 10 });
  expect(await bot.tell("flush")).toMatchObject({ flushed: false });
  rmdirSync(path);
  await eventually(async () => (await bot.tell("state"))["bufferedBytes"] === 0);
  expect(idsIn(path)).toEqual(expectedIds(["a"], 20).slice(10));
});

describe.skipIf(!canMount)("on a disk of its own", () => {
  test("a folder turned read-only is waited out, whether or not its files are open", async () => {
    const { dir, ...disk } = smallDisk(4096);
    const open = steeredBot(dir, "a", { maxOpenFiles: 64 });
    await open.tell("log", { count: 30, phones: 3 });
    await open.tell("close");
    const bot = steeredBot(dir, "b");
    disk.setReadOnly(true);
    await bot.tell("log", { count: 30, phones: 3 });
    expect(await bot.tell("flush")).toMatchObject({ flushed: false });
    expect(JSON.stringify((await bot.tell("state"))["reported"])).toContain("EROFS");
    disk.setReadOnly(false);
    await eventually(async () => (await bot.tell("state"))["written"] === 30);
    expect(writtenIds(dir).toSorted()).toEqual(expectedIds(["a", "b"], 30).toSorted());
  });

  test("a volume that is mounted over the folder gets everything from then on", async () => {
    const { dir } = smallDisk(4096);
    const bot = steeredBot(dir, "a");
    await bot.tell("log", { count: 10 });
    await bot.tell("flush");
    renameSync(dir, `${dir}-before`);
    mkdirSync(dir);
    // The open file is still the old one; within a second its path is seen to lead elsewhere.
    await eventually(async () => {
      await bot.tell("log", { count: 1 });
      await bot.tell("flush");
      return readdirSync(dir).length > 0;
    });
    const { logged } = await bot.tell("state");
    const ids = [...writtenIds(`${dir}-before`), ...writtenIds(dir)];
    expect(ids).toEqual(expectedIds(["a"], Number(logged)));
  });
});
