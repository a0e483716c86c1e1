import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Worker } from "node:worker_threads";
import { tempDir } from "@org/test-kit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cursorOf,
  isContext,
  locationOf,
  openLogs,
  type LogEntry,
  type LogQuery,
  type LogReader,
  type QueryReport,
} from "../src/index.ts";
import { openShared } from "../src/open-logs.ts";
import { aliasBytes, fileBytes, searchText } from "./hostile.ts";
import { bruteForce, type Hit, type PlainQuery, type PlainWhere } from "./oracle.ts";

const RUNS = process.env["FULL"] === undefined ? 160 : 1_600;

const FILES = [
  "whatsapp/2026-11-22/1234567890.log",
  "whatsapp/2026-11-23/1234567890.log",
  "whatsapp/2026-11-23/1234567890~web1.log",
  "whatsapp/2026-11-23/1234567890~2.log",
  "whatsapp/2026-11-23/US.aB.log",
  "app/2026-11-22/app.log",
  "app/2026-11-23/app.log",
  "app/2026-11-23/requests~web1.log",
];

const ALIASES = ["aliases.ndjson", "aliases~web1.ndjson"];

const folder = fc
  .tuple(
    ...FILES.map(() => fc.option(fileBytes, { nil: undefined, freq: 2 })),
    ...ALIASES.map(() => fc.option(aliasBytes, { nil: undefined, freq: 1 })),
  )
  .map((contents) => [...FILES, ...ALIASES].map((path, index) => [path, contents[index]] as const));

// What lies outside the range of hours lies outside the days' files too, as a writer would have it.
const range = fc.constantFrom(
  {},
  { since: Date.UTC(2026, 10, 22, 18), until: Date.UTC(2026, 10, 23, 10, 15, 30, 123) },
  { since: Date.UTC(2026, 10, 22, 23) },
);

/** Mostly absent, so that the conditions given together leave something over. */
function seldom<Value>(
  weight: number,
  arbitrary: fc.Arbitrary<Value>,
): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 10, arbitrary: fc.constant(undefined) }, { weight, arbitrary });
}

const regex = fc
  .constantFrom(
    ..."/e/ /E/i /^[^x]+$/u /error|time/u /\\d{3}/ /k/iu /\\p{L}+o/u /^1000$/ /i\\p{M}?/u /s.*s/su".split(
      " ",
    ),
  )
  .map(
    (written) =>
      new RegExp(
        written.slice(1, written.lastIndexOf("/")),
        written.slice(written.lastIndexOf("/") + 1),
      ),
  );

const where = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      "type",
      "id",
      "msg",
      "data",
      "data.0",
      "data.text",
      "level",
      "phone",
      "err",
      "no",
    ),
    fc.constantFrom("=", "!=", "~"),
    fc.oneof(
      fc.constantFrom("text", "error", "1000", "1e3", "null", "true", "404", "info"),
      searchText,
    ),
  ),
  fc.tuple(
    fc.constantFrom("data", "msg", "id", "data.0", "err"),
    fc.constantFrom(">", "<="),
    fc.constantFrom("0", "404", "-1.5e3"),
  ),
) satisfies fc.Arbitrary<PlainWhere>;

const conditions = fc
  .tuple(
    range,
    fc.record({
      minLevel: seldom(5, fc.constantFrom("debug", "info", "warn", "error", "fatal")),
      phone: seldom(
        4,
        fc.subarray(["1234567890", "US.aB", "US.Ab", "999999", "12*", "US.A*"], { minLength: 1 }),
      ),
      exact: seldom(3, fc.boolean()),
      log: seldom(3, fc.subarray(["whatsapp", "app", "requests"], { minLength: 1 })),
      direction: seldom(2, fc.subarray(["INCOMING", "OUTGOING"], { minLength: 1 })),
      type: seldom(
        2,
        fc.subarray(["text", "image", 'say "hi"', "a/b", "привет"], { minLength: 1 }),
      ),
      limit: seldom(4, fc.integer({ min: 1, max: 5 })),
      ignoreCase: seldom(3, fc.boolean()),
      regex: seldom(2, regex),
      where: seldom(3, fc.array(where, { minLength: 1, maxLength: 2 })),
      before: seldom(3, fc.integer({ min: 0, max: 3 })),
      after: seldom(3, fc.integer({ min: 0, max: 3 })),
      order: seldom(5, fc.constantFrom("asc", "desc")),
    }),
  )
  .map(([times, fields]): PlainQuery => ({ ...fields, ...times }));

/** What to search for: any text, or a piece of a value that the folder holds, in some case. */
const wanted = fc.record({
  text: seldom(3, searchText),
  value: fc.nat(),
  from: fc.nat(),
  length: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 40 })),
  change: fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toLowerCase(),
    (text: string) => text.toUpperCase(),
  ),
});

const query = fc.tuple(conditions, fc.option(wanted, { nil: undefined, freq: 4 }));

/** The query that `wanted` makes of conditions, for what a folder holds. */
function aim(
  values: readonly string[],
  [one, aimed]: typeof query extends fc.Arbitrary<infer T> ? T : never,
): PlainQuery {
  if (aimed === undefined) return one;
  const value = values[aimed.value % Math.max(values.length, 1)] ?? "";
  const from = aimed.from % (value.length + 1);
  return { ...one, text: [aimed.text ?? aimed.change(value.slice(from, from + aimed.length))] };
}

/** Every string and number in the entries of a folder. */
function storedValues(dir: string): string[] {
  const values: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string" || typeof value === "number") values.push(String(value));
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  for (const { entry } of bruteForce(dir, {})) collect(entry);
  return values;
}

async function ask(
  dir: string,
  one: PlainQuery,
  {
    logs = openLogs({ dir }),
    ...run
  }: Pick<LogQuery, "cursor" | "onReport"> & { logs?: LogReader } = {},
): Promise<Hit[]> {
  const { text = [], where: asked, ...rest } = one;
  const given = { ...rest, where: asked?.map(formatCondition), ...run } as LogQuery;
  const hits: Hit[] = [];
  for await (const entry of logs.search(["", ...text], given)) hits.push(toHit(entry));
  return hits;
}

/** Quoted where it would be read as another value: in spaces, or as a quotation. */
function formatCondition([path, operator, operand]: PlainWhere): string {
  const isPlain = operand.trim() === operand && operand !== "" && /^[^"=!~<>]/.test(operand);
  return `${path}${operator}${isPlain ? operand : JSON.stringify(operand)}`;
}

function toHit(entry: LogEntry): Hit {
  const location = locationOf(entry);
  const place = { file: location?.file ?? "", offset: location?.offset ?? -1 };
  return { entry, ...place, isContext: isContext(entry) };
}

/** Hits as text: key order counts. */
function show(hits: readonly Hit[]): string[] {
  return hits.map(
    ({ entry, file, offset, isContext: near = false }) =>
      `${near ? "near" : "match"} ${file}@${offset} ${JSON.stringify(entry)}`,
  );
}

function makeFolder(
  dir: string,
  files: readonly (readonly [string, Uint8Array | undefined])[],
): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  writeFileSync(join(dir, "layout.json"), '{"version":1,"timeZone":"UTC","retentionDays":30}\n');
  for (const [path, bytes] of files) {
    if (bytes === undefined) continue;
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
}

describe("a query gives what parsing every line gives", () => {
  test("for hostile files and any query", { timeout: 600_000 }, async () => {
    const dir = join(tempDir(), "logs");
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        folder,
        fc.array(query, { minLength: 1, maxLength: 6 }),
        async (files, queries) => {
          makeFolder(dir, files);
          const values = storedValues(dir);
          for (const one of queries.map((given) => aim(values, given))) {
            const expected = show(bruteForce(dir, one));
            found += expected.length;
            expect(show(await ask(dir, one))).toEqual(expected);
          }
        },
      ),
      { numRuns: RUNS },
    );
    // A property over empty answers would hold for a reader that finds nothing.
    expect(found).toBeGreaterThan(RUNS);
  });

  test("after a cursor, what comes after it", { timeout: 600_000 }, async () => {
    const dir = join(tempDir(), "logs");
    let resumed = 0;
    await fc.assert(
      fc.asyncProperty(
        folder,
        fc.array(query, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        async (files, queries, place) => {
          makeFolder(dir, files);
          const values = storedValues(dir);
          // Any entry's place will do, also that of one that the query does not give.
          const places = await ask(dir, {});
          const entries = bruteForce(dir, {});
          const at = place % Math.max(places.length, 1);
          const [found, cursor] = [places[at], entries[at]];
          if (found === undefined || cursor === undefined) return;
          const text = cursorOf(found.entry);
          for (const one of queries.map((given) => aim(values, given))) {
            const expected = show(bruteForce(dir, one, cursor));
            resumed += expected.length;
            expect(show(await ask(dir, one, { cursor: text }))).toEqual(expected);
          }
        },
      ),
      { numRuns: RUNS / 2 },
    );
    expect(resumed).toBeGreaterThan(RUNS / 4);
  });

  test("without order, the same entries", { timeout: 600_000 }, async () => {
    const dir = join(tempDir(), "logs");
    await fc.assert(
      fc.asyncProperty(folder, query, async (files, given) => {
        makeFolder(dir, files);
        const { limit: _limit, before: _before, ...rest } = aim(storedValues(dir), given);
        const one = { ...rest, after: 0 };
        const found = show(await ask(dir, { ...one, order: "none" }));
        expect(found.toSorted()).toEqual(show(bruteForce(dir, one)).toSorted());
      }),
      { numRuns: RUNS / 4 },
    );
  });

  // Threads are slow to start, so the same ones answer all queries.
  test("in any number of threads and pieces", { timeout: 600_000 }, async () => {
    const dir = join(tempDir(), "logs");
    let answers = 0;
    const listen = (worker: Worker): unknown => worker.on("message", () => (answers += 1));
    process.on("worker", listen);
    const readers = [0, 1, 2, 3].flatMap((maxWorkers) =>
      PIECES.map((sizes) => openShared({ dir }, { ...sizes, maxWorkers, minSharedMs: 0 })),
    );
    let found = 0;
    await fc.assert(
      fc.asyncProperty(folder, query, fc.nat(), async (files, wish, place) => {
        makeFolder(dir, files);
        const one = aim(storedValues(dir), wish);
        const entries = bruteForce(dir, {});
        const after = place % 2 === 0 ? undefined : entries[place % Math.max(entries.length, 1)];
        const expected = show(bruteForce(dir, one, after));
        found += expected.length;
        const cursor = after && cursorAt(await ask(dir, {}), after);
        const reports: object[] = [];
        const onReport = (report: QueryReport): unknown => reports.push(withoutCost(report));
        const given = { ...(cursor && { cursor }), onReport };
        const all = await Promise.all(readers.map((logs) => ask(dir, one, { ...given, logs })));
        for (const hits of all) expect(show(hits)).toEqual(expected);
        // A limit ends a query in the middle of what is being done.
        if (one.limit === undefined)
          for (const report of reports) expect(report).toEqual(reports[0]);
      }),
      { numRuns: RUNS / 2 },
    );
    process.off("worker", listen);
    expect(found).toBeGreaterThan(RUNS / 4);
    // A thread that cannot do its work leaves it to this one, and nobody would see.
    expect(answers).toBeGreaterThan(RUNS);
    await Promise.all(readers.map((logs) => logs.close()));
  });
});

/** What a report says but for how long it took: pieces of a file overlap by a line. */
function withoutCost({ elapsedMs: _ms, bytesRead: _bytes, ...rest }: QueryReport): object {
  return rest;
}

/** Sizes so small that files, lines and batches are cut in every place. */
const PIECES = [
  { readBytes: 64, batchBytes: 100, batchFiles: 1 },
  { readBytes: 4096, batchBytes: 700, batchFiles: 2 },
  { readBytes: 1000, batchBytes: 1_000_000, batchFiles: 256 },
] as const;

function cursorAt(places: readonly Hit[], after: Hit): string | undefined {
  const found = places.find(({ file, offset }) => file === after.file && offset === after.offset);
  return found && cursorOf(found.entry);
}
