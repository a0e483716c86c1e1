import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatEntry, parseDayFile, parseLine, type LogEntry } from "@org/log-core";
import fc from "fast-check";
import { fileBytes } from "./hostile.ts";

/** Zones of folders that are counted. */
export const ZONES = ["UTC", "Europe/Rome", "Asia/Kolkata"] as const;

const FILES = [
  "whatsapp/2026-11-22/1234567890.log",
  "whatsapp/2026-11-23/1234567890.log",
  "whatsapp/2026-11-23/1234567890~web1.log",
  "whatsapp/2026-11-23/US.aB.log",
  "app/2026-11-23/app.log",
  "app/2026-11-23/requests~2.log",
];

/** Files by path; those that are `undefined` are not there. */
export type FolderFiles = readonly (readonly [string, Uint8Array | undefined])[];

/** Lines as our writers make them, whole ones and one cut. */
const writtenBytes = fc
  .tuple(
    fc.array(
      fc.record(
        {
          level: fc.constantFrom("info" as const, "error" as const),
          time: fc
            .nat({ max: 86_399_999 })
            .map((ms) => new Date(Date.UTC(2026, 10, 22, 12) + ms).toISOString()),
          bot: fc.constantFrom("sales", 'a"b'),
          phone: fc.constantFrom("1234567890", "US.aB"),
          direction: fc.constantFrom("INCOMING" as const, "OUTGOING" as const),
          type: fc.oneof(fc.constantFrom("text", "image"), fc.string({ unit: "grapheme" })),
          data: fc.jsonValue({ maxDepth: 3 }),
          msg: fc.string({ unit: "grapheme" }),
        },
        { requiredKeys: ["level", "time"] },
      ),
      { maxLength: 12 },
    ),
    fc.nat({ max: 80 }),
  )
  .map(([entries, cut]) => {
    const text = entries.map((entry) => `${formatEntry(entry as LogEntry)}\n`).join("");
    return Buffer.from(cut < 40 ? text : text.slice(0, text.length - cut));
  });

/** What the files of a folder hold: written by us, or by anybody. */
export const folder: fc.Arbitrary<FolderFiles> = fc
  .tuple(
    ...FILES.map(() => fc.option(fc.oneof(fileBytes, writtenBytes), { nil: undefined, freq: 2 })),
  )
  .map((contents) => FILES.map((path, index) => [path, contents[index]] as const));

/** Mostly absent, so that the conditions given together leave something over. */
export function seldom<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** A line that is an entry, and where it stands. */
export interface Line {
  readonly entry: LogEntry;
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
}

/** Every line of every file, parsed. */
export function readLines(dir: string): Map<string, Line> {
  const lines = new Map<string, Line>();
  for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
    const file = name.replaceAll("\\", "/");
    if (parseDayFile(file) === undefined) continue;
    const content = readFileSync(join(dir, file));
    let offset = 0;
    while (offset < content.length) {
      const feed = content.indexOf("\n", offset);
      const end = feed < 0 ? content.length : feed;
      const line = parseLine(content.toString("utf8", offset, end));
      const entry = line.kind === "malformed" ? line.salvaged : undefined;
      const found = line.kind === "entry" ? line.entry : entry;
      const bytes = Math.min(end + 1, content.length) - offset;
      if (found !== undefined)
        lines.set(`${file}@${offset}`, { entry: found, file, offset, bytes });
      offset = end + 1;
    }
  }
  return lines;
}

/** Makes a folder of these files, in place of what was there. */
export function makeFolder(dir: string, files: FolderFiles, timeZone: string): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  writeFileSync(
    join(dir, "layout.json"),
    JSON.stringify({ version: 1, timeZone, retentionDays: 30 }),
  );
  for (const [path, bytes] of files) {
    if (bytes === undefined) continue;
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
}
