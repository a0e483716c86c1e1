import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  addDays,
  createCalendar,
  DEFAULT_RETENTION_DAYS,
  formatDayFile,
  formatDayFolder,
  formatEntry,
  formatFolderSettings,
  formatLink,
  formatLinkTarget,
  FORMAT_VERSION,
  INSTANCES_FOLDER,
  parsePhoneKey,
  SETTINGS_FILE,
  systemErrorCode,
  type Calendar,
  type CalendarDay,
  type DayFile,
  type PhoneKey,
} from "@org/log-core";
import { createRandom } from "../random.ts";
import { composeEntry } from "./compose-entry.ts";
import type { CorpusSize } from "./corpus-size.ts";

/** What a corpus is made of. */
export interface CorpusOptions {
  /** The log folder to make; it must not hold logs yet. */
  readonly dir: string;
  readonly size: CorpusSize;
  /** Any text: the same seed, size and last day give the same bytes. */
  readonly seed: string;
  readonly lastDay: CalendarDay;
}

/** What a corpus holds. */
export interface CorpusReport {
  readonly files: number;
  readonly lines: number;
  readonly bytes: number;
}

/** A zone with two clock changes a year, so that some days have 23 or 25 hours. */
const TIME_ZONE = "Europe/Rome";
const FIRST_PHONE = 393_310_000_000;
/** Prime, so that neighbours in the list are none in the order of names. */
const PHONE_STEP = 7_919;

/** Makes a log folder as a writer would leave it. One file at a time is in memory. */
export function makeCorpus({ dir, size, seed, lastDay }: CorpusOptions): CorpusReport {
  const calendar = createCalendar(TIME_ZONE);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, SETTINGS_FILE), settingsText(), { flag: "wx" });
  // Empty: the writer had no instance. With it a phone's files are asked for by name.
  mkdirSync(join(dir, INSTANCES_FOLDER));
  let lines = 0;
  let bytes = 0;
  for (let back = size.days - 1; back >= 0; back -= 1) {
    const day = addDays(lastDay, -back);
    mkdirSync(join(dir, formatDayFolder("whatsapp", day)), { recursive: true });
    for (let index = 0; index < size.phones; index += 1) {
      const file = dayFile(corpusPhone(index), day);
      const text = dayText(calendar, file, size.linesPerDay, seed);
      writeFileSync(join(dir, formatDayFile(file)), text);
      lines += size.linesPerDay;
      bytes += Buffer.byteLength(text);
    }
  }
  for (let index = 0; index < size.phones; index += 1) {
    makeLink(dir, dayFile(corpusPhone(index), lastDay));
  }
  return { files: size.phones * size.days, lines, bytes };
}

/** The text of a corpus's first file: as every file is made alike, it stands for all. */
export function sampleOfCorpus({ size, seed, lastDay }: Omit<CorpusOptions, "dir">): string {
  const file = dayFile(corpusPhone(0), lastDay);
  return dayText(createCalendar(TIME_ZONE), file, size.linesPerDay, seed);
}

/** The key of a corpus's phone by its place, from 0. */
export function corpusPhone(index: number): PhoneKey {
  return parsePhoneKey(String(FIRST_PHONE + index * PHONE_STEP));
}

function dayText(calendar: Calendar, { key, day }: DayFile, lines: number, seed: string): string {
  // Each file has numbers of its own: another size of the corpus repeats it.
  const random = createRandom(`${seed}/${key}/${day}`);
  const phone = parsePhoneKey(key);
  const startMs = calendar.startOfDay(day);
  const lengthMs = calendar.startOfDay(addDays(day, 1)) - startMs;
  const times = Array.from({ length: lines }, () => startMs + random.below(lengthMs));
  return times
    .toSorted((a, b) => a - b)
    .map((timeMs) => `${formatEntry(composeEntry(random, phone, timeMs))}\n`)
    .join("");
}

function dayFile(phone: PhoneKey, day: CalendarDay): DayFile {
  return { log: "whatsapp", key: phone, day, part: 1 };
}

function settingsText(): string {
  return formatFolderSettings({
    version: FORMAT_VERSION,
    timeZone: TIME_ZONE,
    retentionDays: DEFAULT_RETENTION_DAYS,
  });
}

function makeLink(dir: string, file: DayFile): void {
  const link = join(dir, formatLink(file));
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(formatLinkTarget(file), link);
  } catch (error) {
    // Windows without the right to make links: the logs are complete without them.
    if (systemErrorCode(error) !== "EPERM") throw error;
  }
}
