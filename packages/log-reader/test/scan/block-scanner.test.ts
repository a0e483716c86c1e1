import { isCalendarDay } from "@org/log-core";
import { describe, expect, test } from "vitest";
import { filtersOf, joinFilters } from "../../src/filter/line-filter.ts";
import { plannedFile } from "../../src/plan/planned-file.ts";
import type { LogQuery } from "../../src/index.ts";
import { resolveQuery } from "../../src/query/resolve-query.ts";
import { QueryCounts } from "../../src/query-counts.ts";
import { BlockScanner } from "../../src/scan/block-scanner.ts";
import { LineIndex } from "../../src/scan/line-index.ts";
import { readEntries } from "../../src/scan/line-output.ts";

const SHAPE = { fields: ["text", "type", "direction", "minLevel"], logs: ["whatsapp"] } as const;
const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");
const FILE = plannedFile({ log: "whatsapp", key: "1234567890", day, part: 1 });
const ALWAYS = { sinceMs: -Infinity, untilMs: Infinity };

function line(msg: string, fields = "", level = "info"): string {
  return `{"level":"${level}","time":"2026-11-23T10:15:30.123Z"${fields},"msg":"${msg}"}`;
}

/** What a scan of some text finds and counts. */
function scan(text: string, query: LogQuery = {}, { isTail = false, time = ALWAYS } = {}) {
  const index = new LineIndex();
  const counts = new QueryCounts();
  const filter = joinFilters(filtersOf(resolveQuery(query, SHAPE).conditions, time), "whatsapp");
  const scanner = new BlockScanner(filter, { lines: index, counts });
  scanner.begin(FILE);
  scanner.scan({ bytes: Buffer.from(text), offset: 1000, isTail });
  const parsedToFind = counts.linesParsed;
  const found = { index, files: [FILE], counts };
  const lines = Array.from({ length: index.count }, (_, at) => at);
  const msgs = Array.from(readEntries(found, lines), ({ msg }) => msg);
  const { linesParsed } = counts;
  const { malformed, salvaged, tornTails } = counts.report(
    { timeZone: "UTC", firstDay: undefined, lastDay: undefined, elapsedMs: 0, plan: [] },
    () => 1,
  );
  const offsets = lines.map((at) => index.offsets[at]);
  return { msgs, offsets, parsedToFind, linesParsed, salvaged, tornTails, malformed };
}

describe("without conditions on content", () => {
  test("lines are found by their first bytes, and parsed once, when they are read", () => {
    const found = scan(`${line("a")}\n${line("b")}\n`);
    expect(found).toMatchObject({ msgs: ["a", "b"], parsedToFind: 0, linesParsed: 2 });
    expect(found.offsets).toEqual([1000, 1000 + line("a").length + 1]);
  });

  test("lines below the level or out of time are not parsed at all", () => {
    const text = `${line("a")}\n${line("b", "", "error")}\n`;
    expect(scan(text, { minLevel: "warn" })).toMatchObject({ msgs: ["b"], linesParsed: 1 });
    const time = { sinceMs: Date.UTC(2026, 10, 24), untilMs: Infinity };
    expect(scan(text, {}, { time })).toMatchObject({ msgs: [], linesParsed: 0 });
  });

  test("a line glued to a torn one is read with its own level", () => {
    const text = `${line("torn").slice(0, -4)}${line("whole", "", "error")}\n`;
    expect(scan(text, { minLevel: "warn" })).toMatchObject({
      msgs: ["whole"],
      salvaged: 1,
      malformed: 1,
    });
    expect(scan(text)).toMatchObject({ msgs: ["whole"], salvaged: 1, malformed: 1 });
  });

  test("a line that looks like one and is none is counted when it is read", () => {
    const found = scan(`${line("a").slice(0, -2)}\n${line("b")}\n`);
    expect(found).toMatchObject({ msgs: ["b"], malformed: 1, tornTails: 0 });
  });

  test("lines of plain pino are parsed", () => {
    expect(
      scan('{"level":50,"time":1795428930123,"msg":"p"}\n', { minLevel: "error" }).msgs,
    ).toEqual(["p"]);
  });

  test("erased and empty lines are passed over without a word", () => {
    const found = scan(`\n     \n\r\n${line("a")}\r\n`);
    expect(found).toMatchObject({ msgs: ["a"], malformed: 0, linesParsed: 1 });
  });
});

describe("with conditions on content", () => {
  const text = `${[1, 2, 3].map((n) => line(`m${n} Zq`, `,"type":"t${n}"`)).join("\n")}\n${line("other")}\n`;

  test("only lines that hold the rarest bytes are parsed", () => {
    expect(scan(text, { text: "Zq" })).toMatchObject({
      msgs: ["m1 Zq", "m2 Zq", "m3 Zq"],
      linesParsed: 3,
    });
    expect(scan(text, { text: "absent" })).toMatchObject({ msgs: [], linesParsed: 0 });
  });

  test("the bytes of every condition have to be there", () => {
    const found = scan(text, { text: "Zq", type: ["t2", "t9"] });
    expect(found).toMatchObject({ msgs: ["m2 Zq"], linesParsed: 1 });
  });

  test("level and time are asked before the parser", () => {
    expect(scan(text, { text: "Zq", minLevel: "error" })).toMatchObject({
      msgs: [],
      linesParsed: 0,
    });
  });

  test("a line with several hits is one line", () => {
    expect(scan(`${line("Zq Zq Zq")}\n`, { text: "Zq" })).toMatchObject({
      msgs: ["Zq Zq Zq"],
      linesParsed: 1,
    });
  });

  test("a line that was parsed to be found is not parsed again", () => {
    expect(scan(text, { text: "Zq" }).parsedToFind).toBe(3);
    expect(scan(text, { text: "Zq" }).linesParsed).toBe(3);
  });

  test("text that is named by a key only is not found", () => {
    expect(scan(`${line("a", ',"data":{"Zq":1}')}\n`, { text: "Zq" })).toMatchObject({
      msgs: [],
      linesParsed: 1,
    });
  });
});

describe("the last line of a file without line feed", () => {
  test("is an entry if it is whole", () => {
    expect(scan(line("a"), {}, { isTail: true })).toMatchObject({ msgs: ["a"], tornTails: 0 });
  });

  test("is a torn tail, not a malformed line, if it is not", () => {
    const torn = line("a").slice(0, -1);
    expect(scan(torn, {}, { isTail: true })).toMatchObject({
      msgs: [],
      tornTails: 1,
      malformed: 0,
    });
    expect(scan(torn, { text: "a" }, { isTail: true })).toMatchObject({
      tornTails: 1,
      malformed: 0,
    });
  });

  test("is salvaged like any other", () => {
    const glued = `${line("torn").slice(0, -3)}${line("whole")}`;
    expect(scan(glued, {}, { isTail: true })).toMatchObject({ msgs: ["whole"], salvaged: 1 });
  });
});
