import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createCalendar, formatDayFile, formatTime } from "@org/log-core";
import { tempDir } from "@org/test-kit";
import fc from "fast-check";
import { openLogs, type LogReader } from "../../src/index.ts";
import { NOW } from "../folder.ts";

/** What search, ripgrep and jq have to agree on once it is written raw. */
const FRAGMENTS: readonly string[] = [
  [
    "error",
    "Error",
    "ERROR",
    "zq",
    "Zq",
    "xylophone",
    "kiosk",
    "KIOSK",
    "e",
    "o",
    "..",
    "?*+",
    "$",
  ],
  ["é", "e\u0301", "É", "Straße", "STRASSE", "ẞ", "İ", "ı", "ΣΟΦΟΣ", "σοφός", "ς", "å", "Å"],
  [
    "привет",
    "ПРИВЕТ",
    "مرحبا",
    "你好",
    "नमस्ते",
    "😀",
    "👩‍👩‍👧",
    "\u{10428}",
    "\u{10400}",
    "\u2028",
    "\u0085",
  ],
  ["404", "1.5", " ", "  ", "-", "(", ")", "^", "#", "'", "&", "<", "%20"],
].flat();

/** A text of fragments. */
export const fragments: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(""));

/** A text to look for: fragments, or a part of some; never empty. */
export const soughtText: fc.Arbitrary<string> = fc
  .tuple(fragments, fc.nat(), fc.nat({ max: 6 }))
  .map(([text, from, length]) => {
    const chars = Array.from(text);
    const start = from % chars.length;
    return chars.slice(start, start + length + 1).join("");
  });

/** What one line says, and how it is written. */
export interface Said {
  readonly level: string;
  readonly agoMs: number;
  readonly phone: string;
  readonly fields: Fields;
}

/** The fields of a line behind `time` and `phone`. */
export interface Fields {
  /** Their JSON, with a comma before it. */
  readonly json: string;
  /** What of it is not in their values. */
  readonly frame: string;
}

const DAY_MS = 86_400_000;

/** Lines of three days and three phones whose other fields are made by `fields`. */
export function saidWith(fields: fc.Arbitrary<Fields>): fc.Arbitrary<Said[]> {
  const said = fc.record({
    level: fc.constantFrom("trace", "debug", "info", "warn", "error", "fatal"),
    agoMs: fc.nat({ max: 2 * DAY_MS }),
    phone: fc.constantFrom("111", "222", "333"),
    fields,
  });
  return fc.array(said, { minLength: 1, maxLength: 25 });
}

/** A folder with these lines, each where a writer would put it. */
export function folderOf(said: readonly Said[]): {
  readonly dir: string;
  readonly logs: LogReader;
  readonly files: readonly string[];
} {
  const dir = tempDir();
  const calendar = createCalendar("UTC");
  const contents = new Map<string, string>();
  for (const { level, agoMs, phone, fields } of said) {
    const timeMs = NOW - agoMs;
    const file = formatDayFile({
      log: "whatsapp",
      key: phone,
      day: calendar.dayOf(timeMs),
      part: 1,
    });
    const head = `"level":"${level}","time":"${formatTime(timeMs)}","phone":"${phone}"`;
    contents.set(file, `${contents.get(file) ?? ""}{${head}${fields.json}}\n`);
  }
  contents.set("layout.json", '{"version":1,"timeZone":"UTC","retentionDays":30}');
  for (const [file, text] of contents) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
  const files = [...contents.keys()].filter((file) => file.endsWith(".log"));
  return { dir, files, logs: openLogs({ dir, clock: { now: () => NOW } }) };
}
