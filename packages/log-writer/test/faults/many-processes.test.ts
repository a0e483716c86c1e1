import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, createLogWriter } from "@org/log-writer";
import { runNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { dayFiles, expectedIds, idsIn, writtenIds } from "../integration/written-lines.ts";

const DAY_CROSSER = new URL("bots/day-crosser.mjs", import.meta.url);
const CLUSTER = new URL("bots/cluster.mjs", import.meta.url);
const COUNT = process.env["FULL"] ? 20_000 : 4800;
/** 48 hours for each 4,800 entries: two midnights at the least. */
const START = "2026-11-22T20:00:00Z";

test("eight processes over two midnights, with retention in the middle: every entry once, in its own day", async () => {
  const dir = tempDir();
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const now = { now: (): number => Date.parse(START) };
  await createLogWriter({ dir, timeZone: "Europe/Rome", clock: now }).close();
  const old = join(dir, "whatsapp/2026-10-01");
  mkdirSync(old, { recursive: true });
  writeFileSync(join(old, "1234567890.log"), "");
  const bots = names.map((name, index) =>
    runNode(DAY_CROSSER, {
      args: [
        dir,
        name,
        String(COUNT),
        "1234567890",
        String(393_331_234_560 + index),
        START,
        index % 2 === 0 ? "close" : "exit",
      ],
      timeoutMs: 300_000,
    }),
  );
  const bot = { running: true };
  const ended = Promise.all(bots).finally(() => (bot.running = false));
  for (let hour = 0; bot.running; hour += 1) {
    await cleanup({ dir, clock: { now: () => Date.parse(START) + (hour % 48) * 3_600_000 } });
  }
  for (const { code, stderr } of await ended)
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(existsSync(old)).toBe(false);
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(names, COUNT).toSorted());
  const romanDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome" });
  for (const path of dayFiles(dir)) {
    const day = path.split("/").at(-2);
    const lines = readFileSync(path, "utf8").split("\n");
    // Two that end a line at the same moment leave a blank one.
    for (const line of lines.filter((text) => text !== "")) {
      const { time } = JSON.parse(line) as { time: string };
      expect(romanDay.format(new Date(time))).toBe(day);
    }
  }
}, 400_000);

test("a cluster whose workers end in every way keeps each worker's entries once and in order", async () => {
  const dir = tempDir();
  const { code, stderr } = await runNode(CLUSTER, { args: [dir, "4", "4000"], timeoutMs: 120_000 });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const names = ["1", "2", "3", "4"];
  expect(writtenIds(dir).toSorted()).toEqual(expectedIds(names, 4000).toSorted());
  for (const path of dayFiles(dir)) {
    for (const name of names) {
      const sequences = idsIn(path)
        .filter((id) => id.startsWith(`${name}-`))
        .map((id) => Number(id.slice(2)));
      expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    }
  }
}, 200_000);
