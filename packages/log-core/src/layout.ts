import { isCalendarDay, type CalendarDay } from "./calendar-day.ts";
import { describeValue } from "./describe-value.ts";
import { LogError } from "./error.ts";
import { isPhoneKey, type PhoneKey } from "./phone-key.ts";

/** The logs of a folder: messages by phone, the application's events, its HTTP requests. */
export const LOG_KINDS = ["whatsapp", "app", "requests"] as const;

/** One of {@link LOG_KINDS}. */
export type LogKind = (typeof LOG_KINDS)[number];

/** Where a folder lies when nobody says otherwise, below the working folder. */
export const DEFAULT_FOLDER = "app/logs";

/** The folder's own settings, see `folder-settings.ts`. */
export const SETTINGS_FILE = "layout.json";

/** The folder's own secret for tags that stand in for phone numbers; its owner alone may read it. */
export const MASK_KEY_FILE = "mask-key";

/** Keeps customer data out of repositories: it ignores everything beside it. */
export const GITIGNORE_FILE = ".gitignore";

/** Which ids are one person; with an instance's name in it where several hosts share the folder. */
const ALIAS_STEM = "aliases";
const ALIAS_SUFFIX = ".ndjson";

/**
 * A folder of small files, one named after each instance that has written here: made by a writer
 * before its first line. With it a reader knows all names a phone's file can have and need not list
 * the folder of a day; where it is missing, the day's folder is listed.
 */
export const INSTANCES_FOLDER = "instances";

/** The folders right below a log folder that hold day folders. */
export const LOG_ROOTS = ["whatsapp", "app"] as const;

/** One of {@link LOG_ROOTS}. */
export type LogRoot = (typeof LOG_ROOTS)[number];

/** What one file of a day holds, told by its path alone. */
export interface DayFile {
  readonly log: LogKind;
  /** The contact, for `whatsapp`; the name of the log (`app`, `requests`) otherwise. */
  readonly key: string;
  readonly day: CalendarDay;
  /** The writer's instance, where several hosts share the folder. */
  readonly instance?: string | undefined;
  /** 1 for the first file of the day, 2 and more for the parts a size limit makes. */
  readonly part: number;
}

/** Between the pieces of a file name; no key and no instance can hold it. */
const SEPARATOR = "~";
const SUFFIX = ".log";
/** Begins with a letter, since a number after the separator is a part. */
const INSTANCE = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;
const PART = /^(?:[2-9]|[1-9]\d{1,5})$/;

/** Whether a text can be an instance's name: a letter, then up to 31 letters, digits, `_` or `-`. */
export function isInstanceName(text: string): boolean {
  return INSTANCE.test(text);
}

/** The folder below a log folder in which a log's days lie: `whatsapp` or `app`. */
export function logRoot(log: LogKind): LogRoot {
  return log === "whatsapp" ? "whatsapp" : "app";
}

/** Path of a day's folder below the log folder, with `/`: `whatsapp/2026-11-23`. */
export function formatDayFolder(root: LogRoot, day: CalendarDay): string {
  return `${root}/${day}`;
}

/**
 * Name of a file in its day folder: `1234567890.log`, `1234567890~web1~2.log`.
 * @throws {LogError} `LOG_PHONE_INVALID` if `key` is no key, `LOG_OPTIONS_INVALID` for a bad instance
 *   or part: nothing unchecked becomes part of a path
 */
export function formatFileName(file: Omit<DayFile, "day" | "log">): string {
  return `${formatStem(file)}${formatPart(file.part)}${SUFFIX}`;
}

/**
 * Path of a file below the log folder, with `/`: `whatsapp/2026-11-23/1234567890.log`.
 * @throws {LogError} as {@link formatFileName}
 */
export function formatDayFile(file: DayFile): string {
  return `${formatDayFolder(logRoot(file.log), file.day)}/${formatFileName(file)}`;
}

/**
 * Path below the log folder of the link to a log's newest day: `whatsapp/1234567890.log`.
 * @throws {LogError} as {@link formatFileName}
 */
export function formatLink(file: Pick<DayFile, "log" | "key" | "instance">): string {
  return `${logRoot(file.log)}/${formatStem(file)}${SUFFIX}`;
}

/**
 * What the link of {@link formatLink} points to, relative to it: `2026-11-23/1234567890.log`.
 * @throws {LogError} as {@link formatFileName}
 */
export function formatLinkTarget(file: Omit<DayFile, "log">): string {
  return `${file.day}/${formatFileName(file)}`;
}

/** Reads what {@link formatDayFile} writes, and nothing else: a stranger's file is `undefined`. */
export function parseDayFile(path: string): DayFile | undefined {
  const [root, day, name, ...rest] = path.split("/");
  if (root === undefined || day === undefined || name === undefined) return undefined;
  if (rest.length > 0 || !isCalendarDay(day) || !isLogRoot(root)) return undefined;
  const parsed = parseFileName(root, name);
  return parsed && { ...parsed, day };
}

/** Reads a file's name in a day folder of `root`. */
export function parseFileName(root: LogRoot, name: string): Omit<DayFile, "day"> | undefined {
  if (!name.endsWith(SUFFIX)) return undefined;
  const [key = "", ...pieces] = name.slice(0, -SUFFIX.length).split(SEPARATOR);
  const log = logOfKey(root, key);
  const suffix = parseSuffix(pieces);
  return log && suffix && { log, key, ...suffix };
}

/** Reads what {@link formatLinkTarget} writes: the file a link in `root` points to. */
export function parseLinkTarget(root: LogRoot, target: string): DayFile | undefined {
  return parseDayFile(`${root}/${target}`);
}

/**
 * Name of the file right in the log folder in which a writer keeps what ids are one person:
 * `aliases.ndjson`, `aliases~web1.ndjson`.
 * @throws {LogError} `LOG_OPTIONS_INVALID` for a bad instance
 */
export function formatAliasFile(instance?: string): string {
  return `${withInstance(ALIAS_STEM, instance)}${ALIAS_SUFFIX}`;
}

/** Whether a name in a log folder is one that {@link formatAliasFile} gives. */
export function isAliasFile(name: string): boolean {
  if (!name.endsWith(ALIAS_SUFFIX)) return false;
  const [stem, ...pieces] = name.slice(0, -ALIAS_SUFFIX.length).split(SEPARATOR);
  return stem === ALIAS_STEM && pieces.length <= 1 && pieces.every(isInstanceName);
}

/** Whether a text names a folder that holds day folders. */
export function isLogRoot(text: string): text is LogRoot {
  return (LOG_ROOTS as readonly string[]).includes(text);
}

/**
 * Glob patterns (below the log folder, with `/`) that name the files of some keys and days by name
 * alone. Keys hold no character that a glob reads as special.
 */
export function dayFileGlob(
  root: LogRoot,
  day: CalendarDay | "*",
  key: PhoneKey | "app" | "requests" | "*",
): readonly string[] {
  const folder = day === "*" ? `${root}/????-??-??` : formatDayFolder(root, day);
  if (key === "*") return [`${folder}/*${SUFFIX}`];
  return [`${folder}/${key}${SUFFIX}`, `${folder}/${key}${SEPARATOR}*${SUFFIX}`];
}

function logOfKey(root: LogRoot, key: string): LogKind | undefined {
  if (root === "whatsapp") return isPhoneKey(key) ? "whatsapp" : undefined;
  return isOwnLog(key) ? key : undefined;
}

function isOwnLog(key: string): key is "app" | "requests" {
  return key === "app" || key === "requests";
}

function parseSuffix(pieces: readonly string[]): { instance?: string; part: number } | undefined {
  const [first, second] = pieces;
  if (first === undefined) return { part: 1 };
  if (PART.test(first)) return second === undefined ? { part: Number(first) } : undefined;
  if (!isInstanceName(first) || pieces.length > 2) return undefined;
  if (second === undefined) return { instance: first, part: 1 };
  return PART.test(second) ? { instance: first, part: Number(second) } : undefined;
}

function formatStem({ key, instance }: Pick<DayFile, "key" | "instance">): string {
  if (!isPhoneKey(key) && !isOwnLog(key)) {
    throw new LogError(
      "LOG_PHONE_INVALID",
      `A log is named by a phone key, but it is ${describeValue(key)}. Pass what parsePhoneKey gives.`,
    );
  }
  return withInstance(key, instance);
}

function withInstance(name: string, instance: string | undefined): string {
  if (instance === undefined) return name;
  if (!isInstanceName(instance)) {
    throw new LogError(
      "LOG_OPTIONS_INVALID",
      `instance must be a letter and up to 31 letters, digits, "_" or "-", but it is ` +
        `${describeValue(instance)}. Choose a name of that form.`,
    );
  }
  return `${name}${SEPARATOR}${instance}`;
}

function formatPart(part: number): string {
  if (part === 1) return "";
  if (PART.test(String(part))) return `${SEPARATOR}${part}`;
  throw new LogError(
    "LOG_OPTIONS_INVALID",
    `The part of a day's file must be a whole number from 1 to 999999, but it is ${part}. Raise the ` +
      `size limit of a file, so that a day needs fewer parts.`,
  );
}
