import { isCalendarDay } from "@org/log-core";
import { expect, test } from "vitest";
import { locationOf } from "../../src/index.ts";
import { plannedFile } from "../../src/plan/planned-file.ts";
import { QueryCounts } from "../../src/query-counts.ts";
import { GONE, LineIndex } from "../../src/scan/line-index.ts";
import { readEntries } from "../../src/scan/line-output.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");
const FILE = plannedFile({ log: "app", key: "app", day, part: 1 });
const TIME = "2026-11-23T10:15:30.123Z";

function foundLine(text: string) {
  const index = new LineIndex();
  const timeMs = Date.parse(TIME);
  const block = Buffer.from(text);
  const line = { block, start: 0, end: block.length };
  index.add({ timeMs, file: 0, offset: 42, ...line, entry: undefined });
  return { index, files: [FILE], counts: new QueryCounts() };
}

test("an entry knows where it stands, and nobody sees that", () => {
  const text = `{"level":"info","time":"${TIME}","msg":"hello"}`;
  const [entry] = readEntries(foundLine(text), [0]);
  if (entry === undefined) throw new Error("no entry");
  expect(locationOf(entry)).toEqual({ log: "app", key: "app", day, file: FILE.path, offset: 42 });
  expect(JSON.stringify(entry)).toBe(text);
  expect(Object.keys(entry)).toEqual(["level", "time", "msg"]);
  expect(entry).toStrictEqual(JSON.parse(text));
  expect(locationOf({ ...entry })).toBeUndefined();
});

test("a line that has gone, was erased or replaced since has no entry", () => {
  const text = `{"level":"info","time":"${TIME}","msg":"hello"}`;
  const gone = foundLine(text);
  gone.index.starts[0] = GONE;
  expect([...readEntries(gone, [0])]).toEqual([]);

  const erased = foundLine(text);
  erased.index.bytes.fill(" ");
  expect([...readEntries(erased, [0])]).toEqual([]);
  expect(erased.counts.linesParsed).toBe(0);

  const replaced = foundLine(text);
  replaced.index.bytes.write(text.replace("10:15", "10:16"));
  expect([...readEntries(replaced, [0])]).toEqual([]);
});
