import { expect, test } from "vitest";
import { createCsvRenderer, CSV_COLUMNS, formatCsvRow } from "../../src/render/csv.ts";

test.each([
  ["a plain text", ["a", "b c"], "a,b c"],
  ["a comma", ["a,b"], '"a,b"'],
  ["quotes", ['say "hi"'], '"say ""hi"""'],
  ["a line break", ["a\nb"], '"a\nb"'],
  ["a carriage return", ["a\rb"], '"a\rb"'],
  ["nothing", [undefined, null, ""], ",,"],
  ["numbers and truth", [1, true], "1,true"],
  ["an object", [{ a: "b" }], '"{""a"":""b""}"'],
  ["a formula, which a script needs as it is", ["=1+1"], "=1+1"],
])("a row with %s", (_, values, row) => {
  expect(formatCsvRow(values)).toBe(`${row}\r\n`);
});

test("the columns are the fields of the format, in its order", () => {
  expect(CSV_COLUMNS.join(",")).toBe(
    "level,time,bot,instance,phone,from,direction,type,id,sentAt,data,truncated,msg,other,text",
  );
});

test("for a spreadsheet, cells are guarded and the file says that it is UTF-8", () => {
  const renderer = createCsvRenderer("spreadsheet");
  const entry = {
    level: "info",
    time: "2026-11-23T10:15:30.123Z",
    phone: "1234567890",
    data: { text: "=1+1" },
  } as const;
  const [head = "", row = ""] = renderer.entry(entry).split("\r\n");
  expect(head).toBe(`\ufeff${CSV_COLUMNS.join(",")}`);
  expect(row).toBe(
    `info,2026-11-23T10:15:30.123Z,,,'1234567890,,,,,,"{""text"":""=1+1""}",,,,'=1+1`,
  );
});

test("the columns are named once, before the first entry or alone", () => {
  const renderer = createCsvRenderer();
  const entry = { level: "info", time: "2026-11-23T10:15:30.123Z", msg: "up", pid: 7 } as const;
  expect(renderer.entry(entry)).toBe(
    `${CSV_COLUMNS.join(",")}\r\ninfo,2026-11-23T10:15:30.123Z,,,,,,,,,,,up,"{""pid"":7}",up\r\n`,
  );
  expect(renderer.entry(entry)).not.toContain("level");
  expect(renderer.end()).toBe("");
  expect(createCsvRenderer().end()).toBe(`${CSV_COLUMNS.join(",")}\r\n`);
});
