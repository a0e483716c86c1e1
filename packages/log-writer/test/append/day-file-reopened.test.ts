import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { ClosedEnds } from "../../src/append/closed-ends.ts";
import type { DayFile } from "../../src/append/day-file.ts";
import { append, open, pathOf, tryOpen } from "./opened-day-file.ts";
import { appendAsOther, UnrulyIo } from "./unruly-io.ts";

/** Cuts a file and fills it with a text, until its time of change is another. */
function changeTo(path: string, text: string): void {
  const before = statSync(path).ctimeMs;
  do writeFileSync(path, text);
  while (statSync(path).ctimeMs === before);
}

/** Puts another file in a file's place. */
function replaceBy(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

test("the end of a file closed with a whole line is not looked at when it is opened again", () => {
  const path = join(fileTree({ f: "torn" }), "f");
  const closedEnds = new ClosedEnds();
  // Told something wrong on purpose: only so can be seen that nobody looks.
  closedEnds.add(statSync(path));
  append(open(path, { closedEnds }), "a\n");
  expect(readFileSync(path, "utf8")).toBe("torna\n");
});

test("how a file was closed is remembered, unless its last append failed", () => {
  const path = pathOf();
  const closedEnds = new ClosedEnds();
  const io = new UnrulyIo();
  const file = tryOpen(path, { io, closedEnds }) as DayFile;
  append(file, "a\n");
  append(file, "b\n", [{ short: 1 }, "error"]);
  file.close(() => undefined);
  expect(closedEnds.has(statSync(path))).toBe(false);
  const again = tryOpen(path, { closedEnds }) as DayFile;
  append(again, "b\n");
  expect(closedEnds.has(statSync(path))).toBe(false);
  again.close(() => undefined);
  expect(closedEnds.has(statSync(path))).toBe(true);
  expect(readFileSync(path, "utf8")).toBe("a\nb\nb\n");
});

test.each<[string, (path: string) => void]>([
  ["torn", (path) => appendAsOther(path, "torn")],
  ["cut and torn at the same size", (path) => changeTo(path, "ab")],
  ["replaced", (path) => replaceBy(path, "ab")],
])("the end of a file that was %s meanwhile is looked at", (_name, change) => {
  const path = pathOf();
  const closedEnds = new ClosedEnds();
  const first = tryOpen(path, { closedEnds }) as DayFile;
  append(first, "a\n");
  first.close(() => undefined);
  change(path);
  append(open(path, { closedEnds }), "b\n");
  const lines = readFileSync(path, "utf8").split("\n");
  expect(lines.slice(-2)).toEqual(["b", ""]);
});
