import { DIRECTIONS, LEVELS, LOG_KINDS, MESSAGE_STATES } from "@org/log-core";

/** One option of the command line. */
export interface Flag {
  /** One letter that stands for it. */
  readonly short?: string;
  /** What its value is called in help; an option without one is a switch. */
  readonly value?: string;
  /** May be given several times; `"commas"`: or once with commas between. */
  readonly list?: "commas" | "repeated";
  /** The values there are, where they are few. */
  readonly choices?: readonly string[];
  /** What its value names, for shells to complete. */
  readonly names?: "folder" | "file" | "phone";
  /** The value it has when it is given without one. */
  readonly bare?: string;
  /** What it does, in a few words. */
  readonly help: string;
  /** How it is typed, as an example. */
  readonly example: string;
  /** What holds without it, in words; a command's own default is in its table entry. */
  readonly defaultsTo?: string;
}

/** The name of an option, as it is typed after the two dashes. */
export type FlagName =
  | "dir"
  | "days"
  | "since"
  | "until"
  | "on"
  | "direction"
  | "type"
  | "status"
  | "min-level"
  | "phone"
  | "exact"
  | "log"
  | "text"
  | "regex"
  | "ignore-case"
  | "where"
  | "before"
  | "after"
  | "context"
  | "limit"
  | "reverse"
  | "cursor"
  | "cursor-file"
  | "tz"
  | "everywhere"
  | "explain"
  | "follow"
  | "lines"
  | "quick"
  | "over"
  | "groups"
  | "by"
  | "top"
  | "delivery"
  | "output"
  | "mask"
  | "safe"
  | "raw"
  | "no-pager"
  | "force"
  | "yes"
  | "dry-run"
  | "set"
  | "debug"
  | "help"
  | "version";

/**
 * Every option there is. Parser, help and messages read this table and nothing else, so they cannot
 * disagree.
 */
export const FLAGS: Readonly<Record<FlagName, Flag>> = {
  dir: {
    value: "FOLDER",
    help: "the log folder",
    names: "folder",
    example: "--dir /srv/bot/app/logs",
    defaultsTo: "LOG_DIR, else app/logs where you are",
  },
  days: { value: "N", help: "only the last N times 24 hours", example: "--days 7" },
  since: {
    value: "TIME",
    help: "only from this moment on: a date and time, how long ago, or in words",
    example: "--since 2h",
  },
  until: {
    value: "TIME",
    help: "only up to this moment; a date counts to its end",
    example: '--until "20 Nov 18:00"',
  },
  on: { value: "DAY", help: "only on this day", example: '--on "last tuesday"' },
  direction: {
    value: "WAY",
    list: "commas",
    choices: DIRECTIONS.map((direction) => direction.toLowerCase()),
    help: "only incoming, outgoing or system",
    example: "--direction incoming",
  },
  type: {
    value: "TYPE",
    list: "commas",
    help: "only messages of this type",
    example: "--type image,video",
  },
  status: {
    value: "STATE",
    list: "commas",
    choices: MESSAGE_STATES,
    help: "only messages of the bot that are pending, sent, delivered, read, played or failed",
    example: "--status failed",
  },
  "min-level": {
    value: "LEVEL",
    choices: LEVELS,
    help: "only trace, debug, info, warn, error or fatal, and what is above it",
    example: "--min-level warn",
  },
  phone: {
    value: "PHONE",
    list: "commas",
    names: "phone",
    help: "only this phone number or WhatsApp id, or what begins so: 39*",
    example: '--phone "+39 123 456 7890"',
  },
  exact: {
    help: "only this very id, not the others of the same person",
    example: "--exact",
  },
  log: {
    value: "LOG",
    list: "commas",
    choices: LOG_KINDS,
    help: "only whatsapp, app or requests",
    example: "--log app",
  },
  text: {
    value: "TEXT",
    list: "repeated",
    help: "only what holds this text too",
    example: "--text refund",
  },
  regex: {
    value: "PATTERN",
    help: "only what holds a match of this regular expression",
    example: '--regex "order [0-9]+"',
  },
  "ignore-case": {
    short: "i",
    help: "capitals do not matter, even where the text or pattern has some",
    example: "--ignore-case",
  },
  where: {
    value: "CONDITION",
    list: "repeated",
    help: "only if a field fits: =, !=, ~ (holds), >, <, >=, <=",
    example: '--where "data.status=failed"',
  },
  before: {
    short: "B",
    value: "N",
    help: "also the N entries of the same phone before each found one",
    example: "-B 2",
  },
  after: {
    short: "A",
    value: "N",
    help: "also the N entries of the same phone after each found one",
    example: "-A 2",
  },
  context: { short: "C", value: "N", help: "the same before and after", example: "-C 3" },
  limit: { value: "N", help: "stop after the first N", example: "--limit 100" },
  reverse: { short: "r", help: "newest first", example: "--reverse" },
  cursor: {
    value: "CURSOR",
    help: "go on after the entry of a cursor, as --explain and --cursor-file give it",
    example: '--cursor "$(cat seen)"',
  },
  "cursor-file": {
    value: "FILE",
    names: "file",
    help: "go on where the last run with this FILE ended, and note in it where this one ends",
    example: "--cursor-file seen",
  },
  tz: {
    value: "ZONE",
    help: "read and show times in this zone",
    example: "--tz America/New_York",
    defaultsTo: "the folder's own",
  },
  output: {
    short: "o",
    value: "FORM",
    choices: ["pretty", "json", "ndjson", "csv"],
    help: "pretty, json, ndjson or csv",
    example: "-o csv",
    defaultsTo: "pretty on a terminal, ndjson in a pipe",
  },
  everywhere: {
    help: "also lines about the phone in groups, app.log and requests.log",
    example: "--everywhere",
  },
  explain: {
    value: "HOW",
    choices: ["cost", "full"],
    bare: "cost",
    help: "say on stderr what was looked at and what it cost; --explain=full parses every line",
    example: "--explain",
  },
  follow: { short: "f", help: "go on with what is logged from now on", example: "--follow" },
  lines: {
    short: "n",
    value: "N",
    help: "begin with the last N",
    example: "-n 50",
    defaultsTo: "10",
  },
  quick: {
    help: "days and sizes alone, from the names of files: nothing is counted",
    example: "--quick",
  },
  over: {
    value: "TIME",
    help: "only who has waited for longer: 30m, 2h, 3d",
    example: "--over 2h",
    defaultsTo: "1h",
  },
  groups: { help: "groups too, where not every message needs an answer", example: "--groups" },
  by: {
    value: "FIELD",
    list: "commas",
    help: "count by this field too",
    example: "--by data.status",
  },
  top: {
    value: "N",
    help: "show the N most frequent values",
    example: "--top 20",
    defaultsTo: "5",
  },
  delivery: {
    help: "count also how many messages arrived and were read, how soon, and why some failed",
    example: "--delivery",
  },
  mask: {
    value: "WHOM",
    choices: ["all", "others"],
    bare: "all",
    help: "replace phone numbers and names by tags; --mask=others all but those of PHONE",
    example: "--mask=others",
  },
  safe: {
    help: "guard cells of csv, so that a spreadsheet takes none for a formula",
    example: "--safe",
  },
  raw: { help: "leave cells of a csv file as they are, for scripts", example: "--raw" },
  "no-pager": { help: "show long answers without a pager", example: "--no-pager" },
  force: { help: "replace FILE if it exists", example: "--force" },
  yes: { short: "y", help: "do it without asking", example: "--yes" },
  "dry-run": { help: "say what would be removed, remove nothing", example: "--dry-run" },
  set: { help: "keep N days in this folder from now on", example: "--days 90 --set" },
  debug: { help: "show the stack of an error", example: "--debug" },
  help: { short: "h", help: "show help", example: "--help" },
  version: { help: "show the version", example: "--version" },
};

/** An option and its value, as help spells them: `--limit N`, `--mask[=WHOM]`, `--follow`. */
export function spellFlag(spelled: string, { value, bare }: Flag): string {
  if (value === undefined) return spelled;
  return bare === undefined ? `${spelled} ${value}` : `${spelled}[=${value}]`;
}

/** Options that every command takes. */
export const COMMON_FLAGS: readonly FlagName[] = ["dir", "debug", "help"];

/** Options that say which entries. */
export const FILTER_FLAGS: readonly FlagName[] = [
  "direction",
  "type",
  "status",
  "min-level",
  "phone",
  "exact",
  "log",
  "text",
  "regex",
  "ignore-case",
  "where",
];

/** Options that say when. */
export const PERIOD_FLAGS: readonly FlagName[] = ["days", "since", "until", "on"];

/** Options that add what stands around the entries found. */
export const CONTEXT_FLAGS: readonly FlagName[] = ["before", "after", "context"];

/** Options that go on where an answer ended. */
export const CURSOR_FLAGS: readonly FlagName[] = ["cursor", "cursor-file"];

/** Options of every command that reads entries. */
export const READING_FLAGS: readonly FlagName[] = [
  ...PERIOD_FLAGS,
  ...FILTER_FLAGS,
  "limit",
  "reverse",
  "tz",
];

/** Whether a word names an option. */
export function isFlagName(word: string): word is FlagName {
  return Object.hasOwn(FLAGS, word);
}
