import { isLevel, levelFromNumber, type LogLevel } from "./level.ts";
import { isLoggableTime, formatTime, parseTime } from "./timestamp.ts";
import { ENTRY_FIELDS, type LogEntry } from "./entry.ts";
import { TIME_CHARS } from "./limits.ts";

/** What every line of format version 1 begins with; a fragment's intact rest is found by it. */
export const LINE_START = '{"level":"';

/** What one line turned out to be. Reading never throws: bad data is a result like any other. */
export type ParsedLine =
  | { readonly kind: "entry"; readonly entry: LogEntry }
  /** Empty or overwritten with spaces: an erased line, to be skipped without a word. */
  | { readonly kind: "blank" }
  /** Not an entry. `salvaged` is the intact entry at its end, if a torn line was glued to one. */
  | { readonly kind: "malformed"; readonly salvaged: LogEntry | undefined };

const PREFIX =
  /^\{"level":"(trace|debug|info|warn|error|fatal)","time":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"[,}]/;

const KNOWN_FIELDS: readonly string[] = ENTRY_FIELDS;

/**
 * Writes an entry as one line without its line feed. Known fields come in the order of the format,
 * others before `msg` in the order they have. A value nested deeper than {@link MAX_NESTING} becomes a
 * note: a stranger's line may be nested deeper than a call stack.
 */
export function formatEntry(entry: LogEntry): string {
  // As nearly all are: one call instead of one for each field.
  const whole = isInOrder(entry) ? tryStringify(entry) : undefined;
  return whole ?? formatMembers(entry);
}

/** Whether an entry is a plain object with no fields but known ones, in the order of the format. */
function isInOrder(entry: LogEntry): boolean {
  if (Object.getPrototypeOf(entry) !== Object.prototype) return false;
  let last = -1;
  return Object.keys(entry).every((field) => {
    last = KNOWN_FIELDS.indexOf(field, last + 1);
    return last >= 0;
  });
}

function formatMembers(entry: LogEntry): string {
  const others = Object.keys(entry).filter((field) => !KNOWN_FIELDS.includes(field));
  // Joined by hand: an object would put fields named like numbers before `level`.
  const members = [...KNOWN_FIELDS.slice(0, -1), ...others, "msg"].flatMap((field) => {
    const value = stringify(entry[field]);
    return value === undefined ? [] : [`${JSON.stringify(field)}:${value}`];
  });
  return `{${members.join(",")}}`;
}

/** Levels that {@link formatEntry} writes at least, where there are more than a call stack has room for. */
const MAX_NESTING = 500;
const TOO_DEEP = "[nested too deep]";

function stringify(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return tryStringify(value) ?? JSON.stringify(cutDeep(value, MAX_NESTING));
}

/** The JSON of a value that has one; `undefined` if it is nested deeper than the stack has room for. */
function tryStringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // What is not made of plain values throws another error.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function cutDeep(value: unknown, levels: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return TOO_DEEP;
  if (Array.isArray(value)) return value.map((inner) => cutDeep(inner, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, cutDeep(inner, levels - 1)]),
  );
}

/**
 * Reads one line, given without its line feed. Lines of plain pino (numeric `level`, epoch `time`)
 * are entries too; their level and time come back in the format's form.
 */
export function parseLine(line: string): ParsedLine {
  const entry = parseEntry(line);
  if (entry !== undefined) return { kind: "entry", entry };
  if (isBlank(line)) return { kind: "blank" };
  return { kind: "malformed", salvaged: salvage(line) };
}

function isBlank(line: string): boolean {
  return /^[ \r]*$/.test(line);
}

function parseEntry(line: string): LogEntry | undefined {
  // Most malformed lines are told by their first character, without the cost of a thrown error.
  if (line.trimStart()[0] !== "{") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return toEntry(value as Record<string, unknown>, PREFIX.exec(line));
}

function toEntry(
  fields: Record<string, unknown>,
  prefix: RegExpExecArray | null,
): LogEntry | undefined {
  // A key given twice reads as its last value; what the writer put first is what counts.
  const level = readLevel(prefix?.[1] ?? fields["level"]);
  const time = readTime(prefix?.[2] ?? fields["time"]);
  if (level === undefined || time === undefined) return undefined;
  fields["level"] = level;
  fields["time"] = time;
  return fields as LogEntry;
}

function readLevel(value: unknown): LogLevel | undefined {
  if (isLevel(value)) return value;
  if (typeof value === "number") return levelFromNumber(value);
  // A custom level of somebody's pino: the line is worth more than its level's name.
  return typeof value === "string" ? "info" : undefined;
}

/** Times of other loggers: ISO 8601 with a zone, since without one they mean the reader's zone. */
const ZONED_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

function readTime(value: unknown): string | undefined {
  if (typeof value === "string") {
    // What has the format's own form must be right: readers judge it as text, without this function.
    if (value.length === TIME_CHARS && value.endsWith("Z")) return validTime(value);
    if (!ZONED_TIME.test(value)) return undefined;
  }
  const timeMs = typeof value === "string" ? Date.parse(value) : value;
  return typeof timeMs === "number" && isLoggableTime(timeMs) ? formatTime(timeMs) : undefined;
}

function validTime(text: string): string | undefined {
  return parseTime(text) === undefined ? undefined : text;
}

/** More pieces than this in one line are not torn writes, and each one costs a parse. */
const MAX_SALVAGE_TRIES = 64;
const PREFIX_CHARS = 80;

function salvage(line: string): LogEntry | undefined {
  let tries = 0;
  for (let at = line.indexOf(LINE_START, 1); at > 0; at = line.indexOf(LINE_START, at + 1)) {
    if (!PREFIX.test(line.slice(at, at + PREFIX_CHARS))) continue;
    const entry = parseEntry(line.slice(at));
    if (entry !== undefined) return entry;
    tries += 1;
    if (tries === MAX_SALVAGE_TRIES) break;
  }
  return undefined;
}
