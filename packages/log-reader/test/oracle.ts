import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  LEVELS,
  LOG_KINDS,
  parseDayFile,
  parseLine,
  type DayFile,
  type LogEntry,
} from "@org/log-core";
import type { LogQuery } from "../src/index.ts";

/** An entry and where it stands. */
export interface Hit {
  readonly entry: LogEntry;
  readonly file: string;
  readonly offset: number;
}

/** A query whose lists are lists and whose times are ms. */
export interface PlainQuery extends Pick<LogQuery, "minLevel" | "limit" | "order"> {
  readonly text?: string | undefined;
  readonly phone?: readonly string[] | undefined;
  readonly log?: readonly string[] | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly direction?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
}

/** What a query has to give: every line of every file parsed, every condition tried, then sorted. */
export function bruteForce(dir: string, query: PlainQuery): Hit[] {
  const hits = dayFiles(dir).flatMap((path) => readHits(dir, path));
  const found = hits.filter(({ entry, file }) => matches(entry, parsed(file), query));
  if (query.order !== "none") found.sort(compareHits);
  if (query.order === "desc") found.reverse();
  return found.slice(0, query.limit);
}

function dayFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => parseDayFile(path) !== undefined);
}

function readHits(dir: string, file: string): Hit[] {
  const bytes = readFileSync(join(dir, file));
  const hits: Hit[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const feed = bytes.indexOf("\n", offset);
    const end = feed < 0 ? bytes.length : feed;
    const line = parseLine(bytes.toString("utf8", offset, end));
    const entry = line.kind === "entry" ? line.entry : undefined;
    const salvaged = line.kind === "malformed" ? line.salvaged : undefined;
    const hit = entry ?? salvaged;
    if (hit !== undefined) hits.push({ entry: hit, file, offset });
    offset = end + 1;
  }
  return hits;
}

function parsed(path: string): DayFile {
  const file = parseDayFile(path);
  if (file === undefined) throw new Error(`not a day file: ${path}`);
  return file;
}

function matches(entry: LogEntry, file: DayFile, query: PlainQuery): boolean {
  const { minLevel = "trace" } = query;
  return (
    isInTime(Date.parse(entry.time), query) &&
    LEVELS.indexOf(entry.level) >= LEVELS.indexOf(minLevel) &&
    isOneOf(file.log, query.log) &&
    isOneOf(entry.direction, query.direction) &&
    isOneOf(entry.type, query.type) &&
    isInOwnFile(file, query.phone) &&
    isOneOf(phoneOf(entry, file), query.phone) &&
    holdsText(entry, query.text ?? "")
  );
}

function isInTime(timeMs: number, { since = -Infinity, until = Infinity }: PlainQuery): boolean {
  return timeMs >= since && timeMs < until;
}

function isOneOf(value: unknown, allowed: readonly unknown[] | undefined): boolean {
  return allowed === undefined || allowed.includes(value);
}

/** A phone's messages are in files of its name; where names ignore case, in those of its namesake. */
function isInOwnFile({ log, key }: DayFile, phones: readonly string[] | undefined): boolean {
  if (log !== "whatsapp" || phones === undefined) return true;
  return phones.some((phone) => phone.toLowerCase() === key.toLowerCase());
}

function phoneOf(entry: LogEntry, file: DayFile): unknown {
  if (typeof entry.phone === "string") return entry.phone;
  return file.log === "whatsapp" ? file.key : undefined;
}

const ENVELOPE = "level time bot instance phone from direction sentAt truncated".split(" ");

function holdsText(entry: LogEntry, text: string): boolean {
  if (text === "") return true;
  const isExact = Array.from(text).some((char) => /\p{Uppercase}|\p{Lt}/u.test(char));
  const fold = isExact ? (value: string) => value : foldOneByOne;
  const holds = (value: unknown): boolean => {
    if (typeof value === "string" || typeof value === "number") {
      return fold(String(value)).includes(fold(text));
    }
    return typeof value === "object" && value !== null && Object.values(value).some(holds);
  };
  return Object.entries(entry).some(([key, value]) => !ENVELOPE.includes(key) && holds(value));
}

function foldOneByOne(text: string): string {
  return Array.from(text, (char) => (char === "ς" ? "σ" : char.toLowerCase())).join("");
}

function compareHits(a: Hit, b: Hit): number {
  const [one, other] = [parsed(a.file), parsed(b.file)];
  return (
    compare(one.day, other.day) ||
    compare(a.entry.time, b.entry.time) ||
    LOG_KINDS.indexOf(one.log) - LOG_KINDS.indexOf(other.log) ||
    compare(one.key, other.key) ||
    compare(one.instance ?? "", other.instance ?? "") ||
    one.part - other.part ||
    a.offset - b.offset
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
