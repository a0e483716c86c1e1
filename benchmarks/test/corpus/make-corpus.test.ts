import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import {
  createCalendar,
  isCalendarDay,
  parseDayFile,
  parseFolderSettings,
  parseLine,
  type CalendarDay,
} from "@org/log-core";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { RARE_WORD } from "../../src/corpus/compose-entry.ts";
import { CORPUS_SIZES } from "../../src/corpus/corpus-size.ts";
import { makeCorpus } from "../../src/corpus/make-corpus.ts";

// The day after Italy's clocks went back: the corpus then holds a day of 25 hours.
const LAST_DAY = day("2026-10-26");
const SIZE = CORPUS_SIZES.small;

function day(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new Error(`${text} is no day`);
  return text;
}

function make(seed: string, size = SIZE): string {
  const dir = tempDir();
  makeCorpus({ dir, size, seed, lastDay: LAST_DAY });
  return dir;
}

/** Paths of all plain files with what is in them. */
function contents(dir: string): Map<string, string> {
  const files = readdirSync(dir, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => lstatSync(join(dir, path)).isFile())
    .toSorted();
  return new Map(files.map((path) => [path, readFileSync(join(dir, path), "utf8")]));
}

function digest(dir: string): string {
  return createHash("sha256")
    .update(JSON.stringify([...contents(dir)]))
    .digest("hex");
}

describe("makeCorpus", () => {
  test("gives the same bytes for the same seed, on every machine", () => {
    expect(digest(make("1"))).toBe(digest(make("1")));
    expect(digest(make("1"))).not.toBe(digest(make("2")));
  });

  test("repeats a file in every size of the corpus", () => {
    const all = contents(make("1"));
    const fewer = contents(make("1", { ...SIZE, phones: 2, days: 1 }));
    for (const [path, text] of fewer) expect(all.get(path)).toBe(text);
  });

  test("makes lines that parse, each in the file of its phone and day, in the order of time", () => {
    const dir = make("1");
    const settings = parseFolderSettings(readFileSync(join(dir, "layout.json"), "utf8"));
    const calendar = createCalendar(settings.timeZone);
    const files = [...contents(dir)].filter(([path]) => path !== "layout.json");
    expect(files).toHaveLength(SIZE.phones * SIZE.days);
    for (const [path, text] of files) {
      const file = parseDayFile(path);
      const lines = text.split("\n");
      expect(lines.pop()).toBe("");
      expect(lines).toHaveLength(SIZE.linesPerDay);
      const times = lines.map((line) => {
        const parsed = parseLine(line);
        if (parsed.kind !== "entry") throw new Error(`no entry: ${line}`);
        expect(parsed.entry.phone).toBe(file?.key);
        expect(calendar.dayOf(Date.parse(parsed.entry.time))).toBe(file?.day);
        return parsed.entry.time;
      });
      expect(times).toStrictEqual(times.toSorted());
    }
  });

  test("is as mixed as a bot's log: languages, escapes, errors, and a rare word", () => {
    const size = { phones: 2, days: 1, linesPerDay: 20_000 };
    const text = [...contents(make("1", size)).values()].join("");
    for (const piece of [
      "😡",
      "你好",
      "مرحبا",
      "\\n",
      '\\"',
      "\\\\",
      '"level":"error"',
      RARE_WORD,
    ]) {
      expect(text).toContain(piece);
    }
    const found = text.split(RARE_WORD).length - 1;
    expect(found).toBeLessThan(20);
    const bytesPerLine = Buffer.byteLength(text) / (size.phones * size.linesPerDay);
    expect(bytesPerLine).toBeGreaterThan(210);
    expect(bytesPerLine).toBeLessThan(245);
  });

  test.skipIf(process.platform === "win32")("links each log to its last day", () => {
    const dir = make("1");
    const links = readdirSync(join(dir, "whatsapp")).filter((name) => name.endsWith(".log"));
    expect(links).toHaveLength(SIZE.phones);
    for (const name of links) {
      expect(readlinkSync(join(dir, "whatsapp", name))).toBe(`${LAST_DAY}/${name}`);
    }
  });

  test("leaves logs that are there alone", () => {
    const dir = make("1");
    expect(() => makeCorpus({ dir, size: SIZE, seed: "1", lastDay: LAST_DAY })).toThrow("EEXIST");
  });
});
