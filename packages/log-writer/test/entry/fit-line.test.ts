import { formatEntry, parseLine, type LogEntry } from "@org/log-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fitLine } from "../../src/entry/fit-line.ts";
import { anyText, replaced } from "./hostile-values.ts";

const START = { level: "info", time: "2026-11-23T10:15:30.123Z" } as const;
const OWN: LogEntry = {
  ...START,
  bot: "sales",
  instance: "web1",
  phone: `US.ENT.${"A".repeat(128)}`,
  from: `US.ENT.${"B".repeat(128)}`,
  direction: "INCOMING",
  type: "text",
  id: "wamid.1",
  sentAt: "2026-11-23T10:15:29.000Z",
};

function fit(entry: LogEntry, maxBytes: number): { line: string; entry: LogEntry } {
  const line = fitLine(`${formatEntry(entry)}\n`, maxBytes);
  const parsed = parseLine(line.slice(0, -1));
  if (parsed.kind !== "entry") throw new Error(`no entry: ${line}`);
  expect(line.endsWith("\n")).toBe(true);
  expect(line.indexOf("\n")).toBe(line.length - 1);
  return { line, entry: parsed.entry };
}

const long = (unit: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(unit, fc.integer({ min: 0, max: 6000 })).map(([piece, times]) => piece.repeat(times));
const longText = long(
  fc.oneof(anyText.map(replaced), fc.constantFrom("x", "é", "漢", "😀", "\u0001")),
);
const content = fc.oneof(
  longText,
  fc.dictionary(longText, longText, { maxKeys: 5 }),
  fc.array(fc.integer(), { maxLength: 2000 }),
  fc
    .integer({ min: 0, max: 3000 })
    .map((count) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`field ${at}`, at])),
    ),
);

test("no line is ever over the limit, and each is an entry that can be found by what names it", () => {
  fc.assert(
    fc.property(
      fc.record({
        data: content,
        msg: longText,
        type: longText,
        id: longText,
        bot: longText,
        other: content,
      }),
      fc.integer({ min: 1024, max: 20_000 }),
      (given, maxBytes) => {
        const whole: LogEntry = { ...OWN, ...given };
        const { line, entry } = fit(whole, maxBytes);
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(maxBytes);
        expect(line.startsWith('{"level":"info","time":"2026-11-23T10:15:30.123Z",')).toBe(true);
        for (const name of ["instance", "phone", "from", "direction", "sentAt"]) {
          expect(entry[name]).toBe(whole[name]);
        }
        const wasOver = Buffer.byteLength(formatEntry(whole)) + 1 > maxBytes;
        expect(entry.truncated).toBe(wasOver ? true : undefined);
        if (!wasOver) expect(entry).toEqual(JSON.parse(formatEntry(whole)));
      },
    ),
    { numRuns: process.env["FULL"] === undefined ? 150 : 1500 },
  );
}, 600_000);

test("a line within the limit is the very same, to the byte", () => {
  const line = `${formatEntry({ ...START, msg: "é".repeat(1000) })}\n`;
  expect(fitLine(line, Buffer.byteLength(line))).toBe(line);
  expect(fitLine(line, Buffer.byteLength(line) - 1)).not.toBe(line);
});

test("the longest strings are cut first, short ones stay whole", () => {
  const { entry } = fit(
    {
      ...OWN,
      data: { text: "x".repeat(5000), name: "short", list: ["y".repeat(100)] },
      msg: "hello",
    },
    2048,
  );
  expect(entry).toMatchObject({
    id: "wamid.1",
    truncated: true,
    data: { name: "short", list: ["y".repeat(100)] },
    msg: "hello",
  });
  expect((entry.data as { text: string }).text).toMatch(/^x{256,}…\[\d+ more characters\]$/);
});

test("fields of an application whose names are numbers do not come before the level", () => {
  const { line } = fit({ ...START, 5: "x".repeat(5000), 42: 1, msg: "m" }, 1024);
  expect(line.startsWith('{"level":"info","time":"')).toBe(true);
  expect(line).toContain('"42":1');
});

test("what has too many fields keeps what names it", () => {
  const data = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`f${at}`, at]));
  const { entry } = fit({ ...OWN, data, msg: "hello" }, 1024);
  expect(entry).toEqual({ ...OWN, data: "[too large]", truncated: true, msg: "hello" });
});

test("depth is not cut twice", () => {
  let deep: unknown = "bottom";
  for (let level = 0; level < 39; level += 1) deep = { d: deep };
  const { entry } = fit({ ...START, data: { deep, text: "x".repeat(5000) } }, 2048);
  expect(JSON.stringify(entry.data)).toContain('"bottom"');
});

test("megabytes are cut in a moment", () => {
  const line = `${formatEntry({ ...START, data: Array.from({ length: 4 }, () => "漢".repeat(250_000)) })}\n`;
  const startMs = performance.now();
  expect(Buffer.byteLength(fitLine(line, 262_144))).toBeLessThanOrEqual(262_144);
  expect(performance.now() - startMs).toBeLessThan(1000);
});
