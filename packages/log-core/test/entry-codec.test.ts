import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIRECTIONS } from "../src/direction.ts";
import { ENTRY_FIELDS, type LogEntry } from "../src/entry.ts";
import { formatEntry, LINE_START, parseLine } from "../src/entry-codec.ts";
import { LEVELS } from "../src/level.ts";
import { MAX_TIME_MS, MIN_TIME_MS } from "../src/limits.ts";
import { formatTime } from "../src/timestamp.ts";

const TIME = "2026-11-23T10:15:30.123Z";
const ENTRY: LogEntry = {
  level: "info",
  time: TIME,
  phone: "1234567890",
  direction: "INCOMING",
  type: "text",
  data: { text: "Hello" },
  msg: "INCOMING text",
};
const LINE =
  `{"level":"info","time":"${TIME}","phone":"1234567890","direction":"INCOMING",` +
  `"type":"text","data":{"text":"Hello"},"msg":"INCOMING text"}`;

const text = fc.string({ unit: "binary" });
// Through its text, since JSON has no -0.
const jsonValue = fc
  .jsonValue({ stringUnit: "binary" })
  .map((value): unknown => JSON.parse(JSON.stringify(value)));
const times = fc.integer({ min: MIN_TIME_MS, max: MAX_TIME_MS }).map(formatTime);
const entries: fc.Arbitrary<LogEntry> = fc
  .tuple(
    // Fields of an application: any name, numbers and `__proto__` among them.
    fc.dictionary(fc.oneof(text, fc.constantFrom("0", "42", "__proto__", "toJSON")), jsonValue),
    fc.record(
      {
        bot: text,
        phone: fc.stringMatching(/^\d{3,20}$/),
        direction: fc.constantFrom(...DIRECTIONS),
        id: text,
        sentAt: times,
        data: jsonValue,
        truncated: fc.constant(true as const),
        msg: text,
      },
      { requiredKeys: [] },
    ),
    fc.record({ level: fc.constantFrom(...LEVELS), time: times }),
  )
  .map(([others, known, required]) => ({ ...others, ...known, ...required }));

describe("writing", () => {
  test("a line is the one of the format, character for character", () => {
    expect(formatEntry(ENTRY)).toBe(LINE);
  });

  test("known fields come in the format's order, others before msg, absent ones not at all", () => {
    const shuffled: LogEntry = {
      msg: "m",
      7: "seven",
      detail: 1,
      id: "x",
      bot: "b",
      data: undefined,
      time: TIME,
      level: "warn",
    };
    expect(formatEntry(shuffled)).toBe(
      `{"level":"warn","time":"${TIME}","bot":"b","id":"x","7":"seven","detail":1,"msg":"m"}`,
    );
    expect(Object.keys(JSON.parse(LINE) as object)).toEqual(
      ENTRY_FIELDS.filter((field) => field in ENTRY),
    );
  });
});

test("an entry of a class is written by its fields, wherever they stand", () => {
  const prototype = { level: "info", time: TIME, toJSON: () => "something else" };
  const entry = Object.assign(Object.create(prototype) as LogEntry, { msg: "hi" });
  expect(formatEntry(entry)).toBe(`{"level":"info","time":"${TIME}","msg":"hi"}`);
});

test("what is nested deeper than a call stack is cut where it is too deep, and the rest is kept", () => {
  const deep = `${"[".repeat(200_000)}1${"]".repeat(200_000)}`;
  const parsed = parseLine(LINE.replace('"Hello"', `"Hello","deep":${deep}`));
  if (parsed.kind !== "entry") throw new Error(parsed.kind);
  const line = formatEntry(parsed.entry);
  // Node 26 writes plain values of any depth.
  expect(line).toMatch(
    /"text":"Hello","deep":(?:\[{400,600}"\[nested too deep\]"\]{400,600}|\[{200000}1\]{200000})\},"msg"/,
  );
  expect(parseLine(line).kind).toBe("entry");
});

test("an entry is one line, begins with level and time, and is read back as it was", () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const line = formatEntry(entry);
      for (const end of ["\n", "\r", "\0"]) expect(line).not.toContain(end);
      expect(line.startsWith(`${LINE_START}${entry.level}","time":"${entry.time}"`)).toBe(true);
      const parsed = parseLine(line);
      expect(parsed).toEqual({ kind: "entry", entry });
      expect(formatEntry((parsed as { entry: LogEntry }).entry)).toBe(line);
    }),
    { numRuns: 500 },
  );
});

test("an entry is the same line in whatever order its known fields come", () => {
  const known: readonly string[] = ENTRY_FIELDS;
  fc.assert(
    fc.property(entries, (entry) => {
      const fields = Object.entries(entry).filter(([field]) => known.includes(field));
      const forth = Object.fromEntries(fields) as LogEntry;
      const back = Object.fromEntries(fields.toReversed()) as LogEntry;
      expect(formatEntry(back)).toBe(formatEntry(forth));
    }),
  );
});

describe("reading", () => {
  test.each(["", " ", "    ", "\r", "  \r"])("%j is blank", (line) => {
    expect(parseLine(line)).toEqual({ kind: "blank" });
  });

  test.each([
    ["no JSON", "hello"],
    ["a torn line", LINE.slice(0, -5)],
    ["zeros of a crash", "\0".repeat(40)],
    ["another value", "[1,2]"],
    ["a number", "12"],
    ["null", "null"],
    ["an empty object", "{}"],
    ["no time", '{"level":"info","msg":"x"}'],
    ["no level", `{"time":"${TIME}","msg":"x"}`],
    ["a time that is none", '{"level":"info","time":"yesterday"}'],
    ["a day that is none", '{"level":"info","time":"2026-02-30T10:00:00.000Z"}'],
    ["a time without zone", '{"level":"info","time":"2026-11-23T10:15:30"}'],
    ["a number in quotes as time", '{"level":"info","time":"1795428930123"}'],
    ["a time beyond the calendar", '{"level":30,"time":1e20}'],
    ["a level of no kind", `{"level":null,"time":"${TIME}"}`],
    ["a byte order mark in front of nothing", "\uFEFF"],
    ["a tab", "\t"],
  ])("%s is malformed", (_, line) => {
    expect(parseLine(line)).toEqual({ kind: "malformed", salvaged: undefined });
  });

  test("a carriage return and spaces around a line do no harm", () => {
    for (const line of [`${LINE}\r`, `${LINE}  `, `  ${LINE}`]) {
      expect(parseLine(line)).toEqual({ kind: "entry", entry: ENTRY });
    }
  });

  test("of a field given twice, the writer's own comes first and counts", () => {
    const doubled = `{"level":"info","time":"${TIME}","level":60,"time":1,"msg":"x"}`;
    expect(parseLine(doubled)).toEqual({
      kind: "entry",
      entry: { level: "info", time: TIME, msg: "x" },
    });
  });
});

describe("lines of plain pino and its like", () => {
  test.each([
    ['{"level":30,"time":1795428930123,"pid":1,"hostname":"h","msg":"x"}', "info"],
    ['{"time":1795428930123,"level":50,"msg":"x"}', "error"],
    ['{"level":35,"time":1795428930123.7}', "info"],
    ['{"level":"notice","time":1795428930123}', "info"],
    ['{"level":"warn","time":"2026-11-23T11:15:30.123+01:00"}', "warn"],
    ['{"level":"warn","time":"2026-11-23T10:15:30.123456789Z"}', "warn"],
  ])("%s", (line, level) => {
    const at = formatTime(1_795_428_930_123);
    expect(parseLine(line)).toMatchObject({ kind: "entry", entry: { level, time: at } });
  });

  test("other fields stay as they are", () => {
    expect(parseLine('{"level":30,"time":0,"pid":1,"msg":"x"}')).toEqual({
      kind: "entry",
      entry: { level: "info", time: "1970-01-01T00:00:00.000Z", pid: 1, msg: "x" },
    });
  });
});

describe("what a torn line is glued to is saved", () => {
  test("an intact entry behind a fragment of any length", () => {
    fc.assert(
      fc.property(entries, entries, fc.nat(), (torn, intact, cut) => {
        const whole = formatEntry(torn);
        const line = whole.slice(0, 1 + (cut % (whole.length - 1))) + formatEntry(intact);
        expect(parseLine(line)).toEqual({ kind: "malformed", salvaged: intact });
      }),
      { numRuns: 300 },
    );
  });

  test("zeros, another logger's rest or a lost line feed in front do not matter", () => {
    for (const before of ["\0\0\0", "Warning: something ", "\uFEFF", LINE]) {
      expect(parseLine(before + LINE)).toEqual({ kind: "malformed", salvaged: ENTRY });
    }
  });

  test("an entry with something behind it is not intact", () => {
    expect(parseLine(`x${LINE}x`)).toEqual({ kind: "malformed", salvaged: undefined });
  });

  test("what a customer wrote cannot pose as an entry", () => {
    const forged = formatEntry({ ...ENTRY, data: { text: `"}${LINE}` } });
    const result = parseLine(forged.slice(0, -10));
    expect(result).toEqual({ kind: "malformed", salvaged: undefined });
  });

  test("many fragments may lie before it, but not without end: each one costs a parse", () => {
    const fragment = `{"level":"info","time":"${TIME}","msg":"`;
    expect(parseLine(fragment.repeat(60) + LINE)).toEqual({ kind: "malformed", salvaged: ENTRY });
    expect(parseLine(fragment.repeat(1_000) + LINE)).toEqual({
      kind: "malformed",
      salvaged: undefined,
    });
  });
});

test("no text whatever makes reading throw, and an entry always has level and time", () => {
  const broken = fc.tuple(entries, fc.nat(), text).map(([entry, at, insert]) => {
    const line = formatEntry(entry);
    return line.slice(0, at % line.length) + insert + line.slice((at % line.length) + 1);
  });
  const odd = fc
    .tuple(fc.jsonValue(), fc.jsonValue())
    .map(([level, time]) => JSON.stringify({ level, time }));
  fc.assert(
    fc.property(fc.oneof(text, broken, odd, fc.json()), (line) => {
      const parsed = parseLine(line);
      const entry = parsed.kind === "entry" ? parsed.entry : undefined;
      if (entry === undefined) return;
      expect(LEVELS).toContain(entry.level);
      expect(formatTime(Date.parse(entry.time))).toBe(entry.time);
    }),
    { numRuns: 3_000 },
  );
});

test("a line of 10 MB, and one nested a hundred thousand deep, are lines like others", () => {
  const long = { ...ENTRY, data: { text: "é".repeat(5_000_000) } };
  expect(parseLine(formatEntry(long)).kind).toBe("entry");
  const depth = 100_000;
  const deep = `{"level":"info","time":"${TIME}","data":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  expect(parseLine(deep).kind).toBe("entry");
  expect(parseLine(deep.slice(0, -depth)).kind).toBe("malformed");
});
