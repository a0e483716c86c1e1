import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseLine } from "@org/log-core";
import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { chooseDay } from "../../src/demo/demo-day.ts";
import { DEMO_SECRETS, playDay } from "../../src/demo/play-day.ts";
import { CUSTOMERS, DAY, GROUP_ID } from "../../src/demo/traffic.ts";

test("a day of traffic is in the logs: every customer, every shape, on that day alone", async () => {
  const dir = fileTree({
    "layout.json": '{"version":1,"timeZone":"Pacific/Chatham","retentionDays":30}\n',
  });
  const day = chooseDay(dir, "1234567890", Date.now());
  const result = await playDay(dir, day);
  expect(result.answers).toEqual({ 200: DAY.length, 401: 1 });
  expect(result.sent).toBeGreaterThan(8);

  expect(readdirSync(join(dir, "whatsapp")).filter((name) => /^\d{4}-/.test(name))).toEqual([
    day.day,
  ]);
  const folder = join(dir, "whatsapp", day.day);
  const { anna, marco, priya, kenji, luca } = CUSTOMERS;
  expect(readdirSync(folder).toSorted()).toEqual(
    [anna.number, marco.number, priya.number, kenji.number, luca.userId, GROUP_ID]
      .map((key) => `${key}.log`)
      .toSorted(),
  );
  const files = readdirSync(folder).map((name) => join(folder, name));
  const text = [...files, ...ownLogs(dir, day.day)]
    .map((path) => readFileSync(path, "utf8"))
    .join("");
  const entries = text.trimEnd().split("\n").map(parseLine);
  expect(entries.filter(({ kind }) => kind !== "entry")).toEqual([]);
  const types = new Set(entries.map((line) => (line.kind === "entry" ? line.entry.type : "")));
  for (const type of [
    "text",
    "image",
    "interactive",
    "reaction",
    "location",
    "unsupported",
    "status",
  ]) {
    expect(types).toContain(type);
  }
  for (const name of ["sent", "delivered", "read", "failed"]) {
    expect(text).toContain(`"status":"${name}"`);
  }
  for (const secret of Object.values(DEMO_SECRETS)) expect(text).not.toContain(secret);
});

function ownLogs(dir: string, day: string): string[] {
  return ["app", "requests"].map((name) => join(dir, "app", day, `${name}.log`));
}
