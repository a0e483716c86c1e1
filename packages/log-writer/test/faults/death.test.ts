import { statSync } from "node:fs";
import { eventually, startNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { dayFiles, expectedIds } from "../integration/written-lines.ts";
import { notOnce, readableIds } from "./readable-ids.ts";
import { steeredBot } from "./steered-bot.ts";

const ROUNDS = process.env["FULL"] ? 200 : 8;
/** Large entries: a kill then hits the middle of a write about every second time. */
const LARGE = { phones: 3, bytes: 60_000 };

test("kill -9 costs at most what the killed process had buffered, and no line of a living one", async () => {
  let torn = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const dir = tempDir();
    const living = [steeredBot(dir, "a"), steeredBot(dir, "b")];
    const killed = [steeredBot(dir, "c"), steeredBot(dir, "d")];
    const flushed = await Promise.all(
      killed.map(async (bot) => {
        const { logged } = await bot.tell("log", { count: 50, ...LARGE });
        await bot.tell("flush");
        return Number(logged);
      }),
    );
    const logging = Promise.all(living.map((bot) => bot.tell("log", { count: 300, ...LARGE })));
    for (const bot of killed) {
      const beforeBytes = writtenBytes(dir);
      bot.tell("log", { count: 100_000, ...LARGE }).catch(() => undefined);
      // By size: reading what has been written takes long enough for the flood to fill the disk.
      await eventually(() => writtenBytes(dir) > beforeBytes + round * LARGE.bytes);
      bot.child.kill("SIGKILL");
    }
    await Promise.all([logging, ...killed.map((bot) => bot.ended)]);
    for (const bot of living) await bot.tell("close");
    const found = readableIds(dir);
    expect(notOnce(expectedIds(["a", "b"], 300), found)).toEqual([]);
    expect(notOnce(expectedIds(["c"], flushed[0] ?? 0), found)).toEqual([]);
    expect(notOnce(expectedIds(["d"], flushed[1] ?? 0), found)).toEqual([]);
    torn += found.malformed;
  }
  // Else nothing has been put to the test: some kills must have hit a write.
  if (ROUNDS >= 50) expect(torn).toBeGreaterThan(0);
}, 1_200_000);

function writtenBytes(dir: string): number {
  return dayFiles(dir).reduce((sum, path) => sum + statSync(path).size, 0);
}

const STEADY = new URL("bots/steady.mjs", import.meta.url);

test("what a killed process loses is the end of what it logged: never an entry that was written", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const dir = tempDir();
    const { child, ended } = startNode(STEADY, { args: [dir, "a", "2"] });
    let said = "";
    child.stdout.on("data", (text: string) => (said += text));
    // A different moment each round, but only while something is under way.
    await eventually(() => said.length > 2000 + 137 * round);
    child.kill("SIGKILL");
    await ended;
    const lastLine = said.slice(0, said.lastIndexOf("\n")).split("\n").at(-1) ?? "";
    const { accepted, written } = JSON.parse(lastLine) as Record<"accepted" | "written", number>;
    const { timesById } = readableIds(dir);
    const saved = expectedIds(["a"], accepted).map((id) => timesById.get(id) ?? 0);
    expect(saved.filter((times) => times === 1).length).toBeGreaterThanOrEqual(written);
    for (let phone = 0; phone < 3; phone += 1) {
      const ofPhone = saved.filter((_, sequence) => sequence % 3 === phone);
      expect(ofPhone).toEqual(ofPhone.toSorted((one, other) => other - one));
    }
  }
}, 1_200_000);
