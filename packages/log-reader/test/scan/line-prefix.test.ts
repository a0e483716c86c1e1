import { levelNumber, parseLine, parseTime } from "@org/log-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LinePrefix } from "../../src/scan/line-prefix.ts";

function read(prefix: LinePrefix, line: string) {
  return prefix.read(Buffer.from(line), 0)
    ? { level: prefix.level, timeMs: prefix.timeMs }
    : undefined;
}

function lineAt(time: string, level = "warn"): string {
  return `{"level":"${level}","time":"${time}","msg":"x"}`;
}

/** Times of the right length, right or nearly so. */
const time = fc
  .tuple(
    fc.constantFrom(
      "2026-11-23",
      "2026-11-24",
      "2026-02-29",
      "2024-02-29",
      "0001-01-01",
      "9999-12-31",
    ),
    fc.constantFrom("T", "T", "T", "t", " "),
    fc.tuple(fc.nat({ max: 25 }), fc.nat({ max: 61 }), fc.nat({ max: 61 }), fc.nat({ max: 999 })),
    fc.constantFrom("Z", "Z", "Z", "z"),
  )
  .map(([date, separator, [hours, minutes, seconds, ms], zone]) => {
    const [h, m, s] = [hours, minutes, seconds].map((part) => String(part).padStart(2, "0"));
    return `${date}${separator}${h}:${m}:${s}.${String(ms).padStart(3, "0")}${zone}`;
  });

describe("level and time from the first bytes", () => {
  test("are those that parsing the line gives, and none where parsing gives none", () => {
    const prefix = new LinePrefix();
    fc.assert(
      fc.property(time, fc.constantFrom("trace", "info", "fatal", "gold"), (at, level) => {
        const parsed = parseLine(lineAt(at, level));
        const found = read(prefix, lineAt(at, level));
        if (parsed.kind !== "entry") expect(found).toBeUndefined();
        else if (found !== undefined) {
          const { entry } = parsed;
          expect(found).toEqual({ level: levelNumber(entry.level), timeMs: parseTime(entry.time) });
        } else expect(level).toBe("gold");
      }),
      { numRuns: 5000 },
    );
  });

  test("are read at any place of a block", () => {
    const prefix = new LinePrefix();
    const line = lineAt("2026-11-23T10:15:30.123Z", "error");
    expect(prefix.read(Buffer.from(`xx\n${line}`), 3)).toBe(true);
    expect(prefix.level).toBe(50);
    expect(prefix.timeMs).toBe(Date.UTC(2026, 10, 23, 10, 15, 30, 123));
  });

  test.each([
    ["a line of plain pino", '{"level":30,"time":1795428930123,"msg":"x"}'],
    ["a space after a colon", '{"level": "info","time":"2026-11-23T10:15:30.123Z"}'],
    ["another order", '{"time":"2026-11-23T10:15:30.123Z","level":"info"}'],
    ["a time with more behind it", '{"level":"info","time":"2026-11-23T10:15:30.123Z5"}'],
    ["a line cut in its time", '{"level":"info","time":"2026-11-23T10:1'],
    ["24 o'clock", lineAt("2026-11-23T24:00:00.000Z")],
    ["30 February", lineAt("2026-02-30T10:00:00.000Z")],
    ["nothing", ""],
  ])("are not told of %s", (_, line) => {
    expect(read(new LinePrefix(), line)).toBeUndefined();
  });

  test("do not mix dates of lines that follow each other", () => {
    const prefix = new LinePrefix();
    for (const at of [
      "2026-11-23T10:00:00.000Z",
      "2026-11-24T10:00:00.000Z",
      "2026-11-23T10:00:00.001Z",
    ]) {
      expect(read(prefix, lineAt(at))?.timeMs).toBe(Date.parse(at));
    }
  });
});
