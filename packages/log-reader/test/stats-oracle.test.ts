import { join } from "node:path";
import { parseDayFile, type DayFile } from "@org/log-core";
import { tempDir } from "@org/test-kit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  locationOf,
  openLogs,
  type Breakdown,
  type QueryReport,
  type StatsQuery,
} from "../src/index.ts";
import { openShared } from "../src/open-logs.ts";
import { StatsCounter } from "../src/stats/stats-counter.ts";
import { folder, makeFolder, readLines, seldom, ZONES, type Line } from "./counted-folders.ts";

const RUNS = process.env["FULL"] === undefined ? 120 : 2_000;
const query = fc.record({
  log: fc.constantFrom("whatsapp" as const, "app" as const, "requests" as const),
  phone: seldom(fc.constantFrom("1234567890", "12*", "US.aB")),
  direction: seldom(fc.constantFrom("INCOMING" as const, "OUTGOING" as const)),
  type: seldom(fc.constantFrom("text", "image", "привет")),
  minLevel: seldom(fc.constantFrom("debug" as const, "warn" as const, "error" as const)),
  since: seldom(fc.constantFrom(Date.UTC(2026, 10, 22, 18), Date.UTC(2026, 10, 23, 10))),
  where: seldom(fc.constantFrom("id!=7", "msg~e", "type=text")),
  text: seldom(fc.constantFrom("e", "12", "привет")),
  regex: seldom(fc.constantFrom("[0-9]", "Text")),
  parseEveryLine: seldom(fc.boolean()),
});

const by = fc.subarray(["type", "phone", "data", "msg", "err.level", "level"], { maxLength: 2 });

type Tallies = Map<string | undefined, { entries: number; bytes: number }>;

function tally(lines: readonly Line[], valueOf: (line: Line) => string | undefined): Tallies {
  const tallies: Tallies = new Map();
  for (const line of lines) {
    const value = valueOf(line);
    const { entries, bytes } = tallies.get(value) ?? { entries: 0, bytes: 0 };
    tallies.set(value, { entries: entries + 1, bytes: bytes + line.bytes });
  }
  return tallies;
}

function talliesOf({ top, otherEntries, missingEntries, maxErrorEntries }: Breakdown): Tallies {
  expect({ otherEntries, maxErrorEntries }).toEqual({ otherEntries: 0, maxErrorEntries: 0 });
  const tallies: Tallies = new Map(top.map(({ value, ...rest }) => [value, rest]));
  if (missingEntries > 0) tallies.set(undefined, { entries: missingEntries, bytes: -1 });
  return tallies;
}

/** Bytes of entries without a value are not told. */
function withoutMissingBytes(tallies: Tallies): Tallies {
  const missing = tallies.get(undefined);
  if (missing !== undefined) missing.bytes = -1;
  return tallies;
}

function plain(value: unknown): string | undefined {
  const isPlain = ["string", "number", "boolean"].includes(typeof value);
  return isPlain ? shortened(String(value)) : undefined;
}

function shortened(text: string): string {
  if (text.length <= 120) return text;
  return Buffer.from(`${text.slice(0, 119).replace(/\p{Surrogate}$/u, "")}…`).toString();
}

function phoneOf({ entry, file }: Line): string | undefined {
  const parsed = parseDayFile(file);
  if (typeof entry.phone === "string") return shortened(entry.phone);
  return parsed?.log === "whatsapp" ? parsed.key : undefined;
}

function at(entry: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  }, entry);
}

function hourOf(time: string, timeZone: string): string {
  const clock = new Date(time).toLocaleTimeString("en-GB", { timeZone, hour12: false });
  return String(Number(clock.slice(0, 2)));
}

/** What a report says but for how long it took: pieces of a file overlap by a line. */
function withoutCost({ elapsedMs: _ms, bytesRead: _bytes, ...rest }: QueryReport): object {
  return rest;
}

/** The lines that a search with the same conditions finds. */
async function searched(
  dir: string,
  { text = "", by: _by, top: _top, ...rest }: StatsQuery,
): Promise<Line[]> {
  const lines = readLines(dir);
  const logs = openLogs({ dir });
  const found: Line[] = [];
  for await (const entry of logs.search(text, rest)) {
    const location = locationOf(entry);
    const line = lines.get(`${location?.file}@${location?.offset}`);
    if (line === undefined) throw new Error("found what is not there");
    found.push(line);
  }
  return found;
}

describe("stats count what parsing every line counts", () => {
  test("for hostile files and any query", { timeout: 600_000 }, async () => {
    const dir = join(tempDir(), "logs");
    let counted = 0;
    let unparsed = 0;
    // The same in pieces, by three threads and by one: threads are slow to start, so all runs share them.
    const pieces = { readBytes: 512, batchBytes: 300, batchFiles: 1, minSharedMs: 0 };
    const shared = openShared({ dir }, { ...pieces, maxWorkers: 2 });
    const unshared = openShared({ dir }, { ...pieces, maxWorkers: 0 });
    await fc.assert(
      fc.asyncProperty(
        folder,
        query,
        by,
        fc.constantFrom(...ZONES),
        async (files, conditions, paths, timeZone) => {
          makeFolder(dir, files, timeZone);
          const asked: StatsQuery = { ...conditions, by: paths, top: 100_000 };
          const lines = await searched(dir, asked);
          const stats = await openLogs({ dir }).stats(asked);
          const { report, ...figures } = await shared.stats(asked);
          const alone = await unshared.stats(asked);
          expect({ report: withoutCost(report), ...figures }).toEqual({
            ...alone,
            report: withoutCost(alone.report),
          });
          counted += lines.length;
          unparsed += stats.report.linesSeen - stats.report.linesParsed;
          expect(stats.entries).toBe(lines.length);
          expect(stats.report.entries).toBe(lines.length);
          expect(stats.bytes).toBe(lines.reduce((sum, { bytes }) => sum + bytes, 0));
          const times = lines.map(({ entry }) => entry.time).toSorted();
          expect([stats.first, stats.last]).toEqual([times[0], times.at(-1)]);
          const check = (one: Breakdown, valueOf: (line: Line) => string | undefined): void =>
            expect(talliesOf(one)).toEqual(withoutMissingBytes(tally(lines, valueOf)));
          check(stats.logs, ({ file }) => parseDayFile(file)?.log);
          check(stats.phones, phoneOf);
          check(stats.directions, ({ entry }) => plain(entry.direction));
          check(stats.types, ({ entry }) => plain(entry.type));
          check(stats.levels, ({ entry }) => entry.level);
          for (const path of paths) {
            check(stats.by[path] as Breakdown, ({ entry }) => plain(at(entry, path)));
          }
          const days = tally(lines, ({ file }) => parseDayFile(file)?.day);
          expect(new Map(stats.days.map(({ day, ...rest }) => [day, rest]))).toEqual(days);
          const hours = tally(lines, ({ entry }) => hourOf(entry.time, timeZone));
          const found = stats.hours.map((one, hour) => [String(hour), one] as const);
          expect(new Map(found.filter(([, { entries }]) => entries > 0))).toEqual(hours);
        },
      ),
      { numRuns: RUNS },
    );
    await shared.close();
    // Empty answers would prove nothing, and neither would parsing everything.
    expect(counted).toBeGreaterThan(RUNS);
    expect(unparsed).toBeGreaterThan(RUNS / 4);
  });
});

test("stats of parts, merged in any order, are those of the whole", () => {
  const file = parseDayFile("whatsapp/2026-11-23/111.log") as DayFile;
  const line = fc.record({
    timeMs: fc.integer({ min: 1_700_000_000_000, max: 1_700_400_000_000 }),
    level: fc.constantFrom(30, 50),
    bytes: fc.integer({ min: 1, max: 300 }),
    type: fc.constantFrom("text", "image", undefined),
  });
  const counted = (
    lines: readonly { timeMs: number; level: number; bytes: number; type: string | undefined }[],
  ) => {
    const counter = new StatsCounter("Europe/Rome", []);
    for (const one of lines) {
      counter.addHead({ phone: undefined, direction: "INCOMING", type: one.type }, one, file);
    }
    return counter.data();
  };
  fc.assert(
    fc.property(fc.array(line), fc.array(line), fc.array(line), (a, b, c) => {
      const sorted = (data: ReturnType<typeof counted>): unknown =>
        JSON.parse(
          JSON.stringify(data, (key, value: unknown) =>
            key === "values"
              ? (value as [string][]).toSorted(([one], [other]) => (one < other ? -1 : 1))
              : value,
          ),
        );
      const whole = sorted(counted([...a, ...b, ...c]));
      for (const parts of [
        [a, b, c],
        [c, a, b],
      ]) {
        const merged = new StatsCounter("Europe/Rome", []);
        for (const part of parts) merged.merge(counted(part));
        expect(sorted(merged.data())).toEqual(whole);
      }
    }),
  );
});
