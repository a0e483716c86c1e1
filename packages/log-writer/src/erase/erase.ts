import { readdirSync, rmSync, statSync, unlinkSync, type Dirent } from "node:fs";
import { join } from "node:path";
import {
  DEFAULT_FOLDER,
  findOptionIssues,
  formatDayFolder,
  isCalendarDay,
  isGroupKey,
  LOG_ROOTS,
  optionIssuesError,
  parseFileName,
  parsePhoneKey,
  personIdsFrom,
  LogError,
  systemErrorCode,
  type CalendarDay,
  type LogRoot,
  type OptionRules,
  type PhoneKey,
} from "@org/log-core";
import { readAliasText } from "../aliases/alias-files.ts";
import { folderError, requireLogFolder } from "../folder/require-log-folder.ts";
import { syncFolder } from "../folder/sync-folder.ts";
import { findMaskKey, requireMaskKey } from "../mask/mask-key.ts";
import { createPhoneTagger } from "../mask/phone-tag.ts";
import { blankLines, type FindMention } from "./blank-lines.ts";
import { eraseLinks } from "./erase-aliases.ts";
import { createFindMention } from "./find-mention.ts";

/** Options of {@link erase}. */
export interface EraseOptions {
  /** The log folder. Default: `app/logs`. */
  readonly dir?: string | undefined;
  /** Whose log goes, in any form: under all ids that are known to be the same person's. */
  readonly phone: string;
  /** Changes nothing and says what would go. Default: false. */
  readonly dryRun?: boolean | undefined;
  /** Also their lines in groups, app.log and requests.log. Default: false. */
  readonly everywhere?: boolean | undefined;
  /** Only this id: what is kept under the person's other ids stays. Default: false. */
  readonly exact?: boolean | undefined;
}

/** What an erasure did, or in a dry run would do. Holds no personal data: it can be kept as proof. */
export interface EraseReceipt {
  /**
   * Stands for the person; the same for the same folder, see `LOG_MASK_KEY`. `undefined` where a folder
   * has no key for tags yet: in a dry run, and on a disk that is still full afterwards.
   */
  readonly tag: string | undefined;
  /** Tags of the person's other ids, whose logs went too. */
  readonly otherTags: readonly string[];
  /** How many ids the person was known by, this one included. */
  readonly ids: number;
  /** When it was done: UTC with milliseconds. */
  readonly time: string;
  readonly dryRun: boolean;
  readonly everywhere: boolean;
  /** Days that held something of theirs, oldest first. */
  readonly days: readonly CalendarDay[];
  /** Files of their own log that were removed, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Lines blanked in files that hold others' lines too. */
  readonly lines: number;
  /** Lines blanked that said which ids are this person's. */
  readonly aliases: number;
}

const RULES: OptionRules<EraseOptions> = {
  dir: { expected: "a path", accepts: (value) => typeof value === "string" && value !== "" },
  phone: { expected: "a phone", accepts: () => true },
  dryRun: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
  everywhere: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
  exact: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
};

/** What has been found so far. */
interface Tally {
  readonly days: Set<CalendarDay>;
  files: number;
  bytes: number;
  lines: number;
  /** Why something could not be read or changed. */
  readonly refused: unknown[];
}

/**
 * Erases a person's log: all days and the links, under every id that is known to be theirs, and the
 * lines that say so. With `everywhere` also their lines in groups, app.log
 * and requests.log, overwritten with spaces in place. Safe while writers run: what one of them logs
 * for that person afterwards is a new, whole file. What cannot be read or changed keeps nothing else:
 * the rest is erased, it is said, and another call does what is left. So it does after a kill.
 * @throws {LogError} `LOG_PHONE_INVALID`, `LOG_OPTIONS_INVALID`, `LOG_FOLDER_MISSING`,
 *   `LOG_FOLDER_UNREADABLE`, `LOG_FOLDER_FOREIGN`, `LOG_LAYOUT_INVALID`, `LOG_LAYOUT_NEWER`
 */
export async function erase(options: EraseOptions): Promise<EraseReceipt> {
  const issues = findOptionIssues(options, RULES);
  if (issues.length > 0) throw optionIssuesError("LOG_OPTIONS_INVALID", "erase", issues);
  const key = parsePhoneKey(options.phone);
  const dir = options.dir ?? DEFAULT_FOLDER;
  try {
    return await eraseIn(dir, key, options);
  } catch (error) {
    // What the file system refuses, whichever file it is about.
    throw error instanceof LogError || systemErrorCode(error) === undefined
      ? error
      : folderError(dir, error);
  }
}

async function eraseIn(dir: string, key: PhoneKey, options: EraseOptions): Promise<EraseReceipt> {
  const dryRun = options.dryRun ?? false;
  const everywhere = options.everywhere ?? false;
  requireLogFolder(dir);
  const ids = options.exact === true ? [key] : personIdsFrom(readAliasText(dir), key);
  const keys = new Set(ids);
  const tally: Tally = { days: new Set(), files: 0, bytes: 0, lines: 0, refused: [] };
  // Where phones are masked in app.log and requests.log, the tag stands for the person.
  const findMention = createFindMention([...ids, ...ids.flatMap(openTagger(dir, dryRun))]);
  for (const root of LOG_ROOTS) {
    for (const day of orRefused(tally, () => daysOf(dir, root), [])) {
      eraseDay({ dir, root, day, keys, dryRun, everywhere, findMention, tally });
      // One day is quick; a month must not hold up the bot that erases from within.
      await new Promise(setImmediate);
    }
  }
  if (!dryRun) orRefused(tally, () => removeLinks(dir, keys), undefined);
  // Before the aliases: the next call, that has to finish it, must still know the other ids.
  const { refused, days, ...counts } = tally;
  if (refused.length > 0) throw refusedError(dir, refused, dryRun);
  const aliases = await eraseLinks(dir, ids, dryRun);
  // Anew: what has gone may have made the room for the key.
  const tagOf = openTagger(dir, dryRun);
  const [tag] = tagOf(key);
  return {
    tag,
    otherTags: ids
      .filter((other) => other !== key)
      .toSorted()
      .flatMap(tagOf),
    ids: keys.size,
    time: new Date().toISOString(),
    dryRun,
    everywhere,
    days: [...days].toSorted(),
    ...counts,
    aliases,
  };
}

/** Gives the tag of a key, or none where the folder has no key for tags. */
function openTagger(dir: string, dryRun: boolean): (key: PhoneKey) => string[] {
  const secret = dryRun ? findMaskKey(dir, process.env) : tryRequireMaskKey(dir);
  const tagger = secret === undefined ? undefined : createPhoneTagger(secret);
  return (key) => (tagger === undefined ? [] : [tagger(key)]);
}

/** Erasing frees room: that a full disk has none for the folder's first key must not prevent it. */
function tryRequireMaskKey(dir: string): string | undefined {
  try {
    return requireMaskKey(dir, process.env);
  } catch (error) {
    if (!NO_ROOM.has(systemErrorCode(error) ?? "")) throw error;
    return undefined;
  }
}

const NO_ROOM: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

interface DayTask {
  readonly dir: string;
  readonly root: LogRoot;
  readonly day: CalendarDay;
  /** All ids of the person. */
  readonly keys: ReadonlySet<string>;
  readonly dryRun: boolean;
  readonly everywhere: boolean;
  readonly findMention: FindMention;
  readonly tally: Tally;
}

function eraseDay(task: DayTask): void {
  const { dir, root, day, dryRun, tally } = task;
  const folder = join(dir, formatDayFolder(root, day));
  const entries = orRefused(tally, () => entriesOf(folder), undefined);
  if (entries === undefined) return;
  for (const entry of entries) {
    const file = entry.isFile() ? parseFileName(root, entry.name) : undefined;
    if (file !== undefined) eraseFile(task, join(folder, entry.name), file.key);
  }
  // Also where nothing was found: an earlier call may have removed it and not come to this.
  if (!dryRun && root === "whatsapp") orRefused(tally, () => syncIfThere(folder), undefined);
}

function eraseFile(task: DayTask, path: string, key: string): void {
  const { root, day, keys, dryRun, everywhere, findMention, tally } = task;
  if (keys.has(key)) {
    const bytes = orRefused(tally, () => removeFile(path, dryRun), undefined);
    if (bytes === undefined) return;
    tally.bytes += bytes;
    tally.files += 1;
    tally.days.add(day);
  } else if (everywhere && isShared(root, key)) {
    const blanked = orRefused(tally, () => blankLines(path, findMention, dryRun), undefined);
    if (blanked === undefined || blanked.lines === 0) return;
    tally.lines += blanked.lines;
    tally.days.add(day);
  }
}

/** A receipt says that files are gone: their names must be gone from the platter, too. */
function syncIfThere(folder: string): void {
  try {
    syncFolder(folder);
  } catch (error) {
    // Retention was faster, and then there is nothing.
    if (systemErrorCode(error) !== "ENOENT") throw error;
  }
}

/** What the file system refuses is kept for the end: it must not keep everything else. */
function orRefused<Value, Refused>(
  { refused }: Tally,
  call: () => Value,
  instead: Refused,
): Value | Refused {
  try {
    return call();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    refused.push(error);
    return instead;
  }
}

function refusedError(dir: string, refused: readonly unknown[], dryRun: boolean): LogError {
  const { code, message } = folderError(dir, refused[0]);
  const done = dryRun
    ? ""
    : ` Refused: ${refused.length} of its files or folders; everything else is erased but for which ids ` +
      `are one person. Erase again then.`;
  return new LogError(code, message + done, {
    cause: refused[0],
    context: { refused: refused.length },
  });
}

/** Files in which lines of several people stand: groups, app.log and requests.log. */
function isShared(root: LogRoot, key: string): boolean {
  return root === "app" || isGroupKey(key as PhoneKey);
}

function removeFile(path: string, dryRun: boolean): number {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (dryRun) return bytes;
  try {
    unlinkSync(path);
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw error;
  }
  return bytes;
}

function removeLinks(dir: string, keys: ReadonlySet<string>): void {
  const folder = join(dir, "whatsapp");
  for (const entry of entriesOf(folder)) {
    if (!entry.isSymbolicLink()) continue;
    if (!keys.has(parseFileName("whatsapp", entry.name)?.key ?? "")) continue;
    // One that leads somewhere again belongs to what has been logged since.
    const path = join(folder, entry.name);
    if (statSync(path, { throwIfNoEntry: false }) === undefined) rmSync(path, { force: true });
  }
  syncIfThere(folder);
}

function daysOf(dir: string, root: LogRoot): CalendarDay[] {
  return entriesOf(join(dir, root))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter(isCalendarDay)
    .toSorted();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}
