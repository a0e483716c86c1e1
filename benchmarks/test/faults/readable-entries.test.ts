import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { readEntries } from "../../src/faults/readable-entries.ts";
import { createWorkload } from "../../src/write/workload.ts";

const workload = createWorkload({ entries: 10, phones: 1 });
const EVENING = "2026-11-22T22:59:59.999Z";
const NIGHT = "2026-11-22T23:00:00.000Z";

function line(number: number, time = EVENING): string {
  return `${JSON.stringify({ time, ...workload(number) })}\n`;
}

test("only whole lines count, glued ones and fragments are torn, other files are no logs", () => {
  const dir = tempDir();
  mkdirSync(join(dir, "day"));
  writeFileSync(join(dir, "day", "a.log"), `${line(0)}\n${line(1)}${line(1)}`);
  writeFileSync(join(dir, "b.log.1"), `${line(2).slice(0, 90)}${line(3)}${line(4).slice(0, -20)}`);
  writeFileSync(join(dir, ".12ab-audit.json"), '{\n  "files": []\n}');
  const found = readEntries(dir, 10);
  expect([...found.times]).toStrictEqual([1, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(found.torn).toBe(2);
  expect(found.strays).toBe(0);
  expect(found.textOf(0)).toBe(workload(0).data["text"]);
});

test("lines beside more lines of another day in Rome are strays", () => {
  const dir = tempDir();
  writeFileSync(join(dir, "a.log"), line(0) + line(1) + line(2, NIGHT));
  writeFileSync(join(dir, "b.log"), line(3, NIGHT));
  expect(readEntries(dir, 10).strays).toBe(1);
});
