import { appendFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { age, examine, healthy } from "./patients.ts";

function alias(first: string, second: string): string {
  const time = "2026-11-20T10:00:00.000Z";
  return `${JSON.stringify({ time, ids: [first, second], reason: "same" })}\n`;
}

test("people who are known by several ids are counted, in the files of all instances", async () => {
  const { cwd, dir } = healthy();
  writeFileSync(join(dir, "aliases.ndjson"), alias("123@lid", "39333") + " ".repeat(80));
  writeFileSync(
    join(dir, "aliases~web1.ndjson"),
    alias("39333", "39444") + alias("5@lid".padStart(7, "5"), "39555"),
  );
  age(dir);
  const { attention, all } = await examine(cwd);
  expect(attention).toEqual([]);
  expect(all.find(({ check }) => check === "aliases")).toMatchObject({
    summary: "2 people known by several ids",
    details: { persons: 2 },
  });
});

test("damaged lines are named by file and number", async () => {
  const { cwd, dir } = healthy();
  writeFileSync(join(dir, "aliases.ndjson"), `${alias("123@lid", "39333")}{"time":"2026\n`);
  appendFileSync(join(dir, "aliases.ndjson"), alias("120363025246125486@g.us", "39333"));
  age(dir);
  const { attention } = await examine(cwd);
  expect(attention).toMatchObject([
    {
      check: "aliases",
      summary: "2 damaged lines about who is one person: aliases.ndjson:2, aliases.ndjson:3",
    },
  ]);
});

test("ids that are too many for one person are said, masked", async () => {
  const { cwd, dir } = healthy();
  const bot = "15550783881";
  const lines = Array.from({ length: 40 }, (_, at) => alias(bot, `39333123${1000 + at}`));
  writeFileSync(join(dir, "aliases.ndjson"), lines.join(""));
  age(dir);
  const { attention } = await examine(cwd);
  expect(attention).toHaveLength(1);
  expect(attention[0]?.summary).toMatch(/^41 ids are linked to one another, .*15\*+81/);
  expect(JSON.stringify(attention)).not.toContain(bot);
});

test("a link of that name is nobody's file", async () => {
  const { cwd, dir } = healthy();
  symlinkSync("layout.json", join(dir, "aliases.ndjson"));
  const { attention } = await examine(cwd);
  expect(attention).toMatchObject([{ check: "files", details: { foreign: ["aliases.ndjson"] } }]);
});
