import { readFileSync } from "node:fs";
import { parseLine, type LogEntry } from "@org/log-core";
import { erase } from "@org/log-writer";
import { eventually, startNode, tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { dayFiles, writtenLines } from "../integration/written-lines.ts";

const ERASER = new URL("bots/eraser.mjs", import.meta.url);
const GOSSIP = new URL("bots/gossip.mjs", import.meta.url);
const PERSON = "1234567890";
const OTHER = "393331234567";
const GROUP = "120363025246125486@g.us";
const COUNT = process.env["FULL"] ? 40_000 : 6000;

/** Every entry of both logs, by whose it is. */
function idsOf(dir: string, author: string): string[] {
  const lines = [...writtenLines(dir), ...writtenLines(dir, "app")];
  return lines.flatMap((line) => {
    const parsed = parseLine(line);
    const entry: LogEntry | undefined = parsed.kind === "entry" ? parsed.entry : undefined;
    const by = entry?.from ?? entry?.phone;
    return by === author && entry?.id !== undefined ? [entry.id] : [];
  });
}

test("erasing everywhere under four live writers, killed in the middle, costs the others nothing", async () => {
  const dir = tempDir();
  const names = ["a", "b", "c", "d"];
  const bots = names.map((name) =>
    startNode(GOSSIP, {
      args: [dir, name, String(COUNT), PERSON, OTHER, GROUP],
      timeoutMs: 300_000,
    }),
  );
  await eventually(() => idsOf(dir, PERSON).length > 100);
  for (let round = 0; round < 10; round += 1) {
    const eraser = startNode(ERASER, { args: [dir, PERSON] });
    await new Promise((resolve) => eraser.child.stdout.once("data", resolve));
    for (let turns = round * 3; turns > 0; turns -= 1) await new Promise(setImmediate);
    eraser.child.kill("SIGKILL");
    await eraser.ended;
  }
  for (const bot of bots) expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  // What was logged after the last run is new; one more run takes that too.
  const receipt = await erase({ dir, phone: PERSON, everywhere: true });
  expect(receipt.lines).toBeGreaterThan(0);
  const bytes = [...dayFiles(dir), ...dayFiles(dir, "app")].map((path) =>
    readFileSync(path, "utf8"),
  );
  expect(bytes.join("").includes(PERSON)).toBe(false);
  const expected = names.flatMap((name) =>
    Array.from({ length: COUNT / 2 }, (_, index) => `${name}-${index * 2 + 1}`),
  );
  // Once in the group's log and once in app.log.
  expect(idsOf(dir, OTHER).toSorted()).toEqual([...expected, ...expected].toSorted());
}, 400_000);

test("erasing a phone that a busy writer is writing leaves whole lines only", async () => {
  const dir = tempDir();
  const bot = startNode(GOSSIP, {
    args: [dir, "a", String(COUNT), PERSON, PERSON, PERSON],
    timeoutMs: 300_000,
  });
  await eventually(() => idsOf(dir, PERSON).length > 100);
  for (let round = 0; round < 20; round += 1) await erase({ dir, phone: PERSON });
  expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  for (const line of writtenLines(dir)) expect(parseLine(line).kind).toBe("entry");
  const ids = writtenLines(dir).map((line) => (JSON.parse(line) as LogEntry).id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.at(-1)).toBe(`a-${COUNT - 1}`);
}, 400_000);
