import {
  DEFAULT_FOLDER,
  DEFAULT_MAX_ENTRY_BYTES,
  DEFAULT_MAX_OPEN_FILES,
  findOptionIssues,
  isInstanceName,
  isLevel,
  isRetentionDays,
  LEVELS,
  MAX_RETENTION_DAYS,
  optionIssuesError,
  resolveTimeZone,
  type Clock,
  type LogError,
  type LogLevel,
  type OptionIssue,
  type OptionRule,
  type OptionRules,
  type RetentionDays,
} from "@org/log-core";
import { ACCESS_KINDS, type Access } from "../folder/access.ts";
import type { BeforeDelete } from "../retention/remove-days.ts";

/** Options of `createLogWriter`. All may be left out. */
export interface LogWriterOptions {
  /** The log folder. Default: `LOG_DIR`, else `app/logs` below the working folder. */
  readonly dir?: string | undefined;
  /**
   * The IANA zone whose midnight divides the days. Default: `LOG_TIME_ZONE`, else the folder's, else
   * the system's. A folder keeps the zone it was made with; asking for another is refused.
   */
  readonly timeZone?: string | undefined;
  /**
   * Days kept before today, 1 to 36,500, or `false` for ever. Default: `LOG_RETENTION_DAYS`, else the
   * folder's, else 30. A larger number raises the folder's, a smaller one is ignored with a warning.
   */
  readonly retentionDays?: RetentionDays | undefined;
  /** Name of the bot, in every line. Default: `LOG_BOT`. */
  readonly bot?: string | undefined;
  /**
   * Name of this process where several hosts share the folder (NFS, EFS, SMB): it then writes files of
   * its own. A letter, then up to 31 letters, digits, `_` or `-`. Default: `LOG_INSTANCE`.
   */
  readonly instance?: string | undefined;
  /**
   * Lowest level that `appLogger` writes. Messages and requests are always written.
   * Default: `LOG_LEVEL`, else `info`.
   */
  readonly level?: LogLevel | "silent" | undefined;
  /** More fields to redact: names at any depth (`iban`), or paths (`data.customer.*.iban`). */
  readonly redact?: readonly string[] | undefined;
  /**
   * Whether phone numbers in app.log and requests.log are replaced by tags that lines about one person
   * share. The tags are made with `LOG_MASK_KEY`, else with the folder's own `mask-key`. Default: false.
   */
  readonly maskPhones?: boolean | undefined;
  /** Whether to keep a link to each log's newest day. Default: true. */
  readonly links?: boolean | undefined;
  /** Modes of what is made: `private` (0700/0600, default), `group` or `group-write`. */
  readonly access?: Access | undefined;
  /** Copies to stdout, for containers: none, app.log's lines, or all. Default: `LOG_STDOUT`, else none. */
  readonly stdout?: false | "app" | "all" | undefined;
  /** `false` writes and creates nothing: for a bot's own tests. Input is still checked. Default: true. */
  readonly enabled?: boolean | undefined;
  /** Most files open at a time. Default: 256. */
  readonly maxOpenFiles?: number | undefined;
  /** A file unused for this long is closed. Default: 30,000. */
  readonly idleCloseMs?: number | undefined;
  /** Most memory that lines waiting for the disk may take; beyond it entries are dropped and counted. Default: 64 MiB. */
  readonly maxBufferedBytes?: number | undefined;
  /** Longest line; what is longer has its largest strings cut. Default: 256 KiB. */
  readonly maxEntryBytes?: number | undefined;
  /** A day's file that has reached this size is followed by `~2`, `~3`, … Default: no limit. */
  readonly maxFileBytes?: number | undefined;
  /** When all days together take more, the oldest day goes first; today stays. Default: no limit. */
  readonly maxTotalBytes?: number | undefined;
  /** `write`: an entry counts as written when the system has it. `fsync`: when the disk has. Default: `write`. */
  readonly durability?: "write" | "fsync" | undefined;
  /** Whether SIGTERM, SIGINT and SIGHUP flush and then end the process. Default: false, no handlers. */
  readonly closeOnSignals?: boolean | undefined;
  /** Told of everything that goes wrong outside the caller's own calls. Default: one line a minute per code on stderr. */
  readonly onError?: ((error: LogError) => void) | undefined;
  /** Asked before a day is removed; `false` keeps it. */
  readonly onBeforeDelete?: BeforeDelete | undefined;
  /** Where the time comes from. Default: the system's clock. */
  readonly clock?: Clock | undefined;
}

/** Options as the writer uses them: checked, with every default filled in. */
export interface ResolvedWriterOptions {
  readonly dir: string;
  /** Only what was asked for explicitly: the folder's own has a say before the system's. */
  readonly timeZone: string | undefined;
  readonly retentionDays: RetentionDays | undefined;
  readonly bot: string | undefined;
  readonly instance: string | undefined;
  readonly level: LogLevel | "silent";
  readonly redact: readonly string[];
  readonly maskPhones: boolean;
  readonly links: boolean;
  readonly access: Access;
  readonly stdout: false | "app" | "all";
  readonly enabled: boolean;
  readonly maxOpenFiles: number;
  readonly idleCloseMs: number;
  readonly maxBufferedBytes: number;
  readonly maxEntryBytes: number;
  readonly maxFileBytes: number | undefined;
  readonly maxTotalBytes: number | undefined;
  readonly durability: "write" | "fsync";
  readonly closeOnSignals: boolean;
  readonly onError: ((error: LogError) => void) | undefined;
  readonly onBeforeDelete: BeforeDelete | undefined;
  readonly clock: Clock;
}

const systemClock: Clock = { now: () => Date.now() };

const DEFAULTS = {
  dir: DEFAULT_FOLDER,
  timeZone: undefined,
  retentionDays: undefined,
  bot: undefined,
  instance: undefined,
  level: "info",
  redact: [],
  maskPhones: false,
  links: true,
  access: "private",
  stdout: false,
  enabled: true,
  maxOpenFiles: DEFAULT_MAX_OPEN_FILES,
  idleCloseMs: 30_000,
  maxBufferedBytes: 64 * 1024 * 1024,
  maxEntryBytes: DEFAULT_MAX_ENTRY_BYTES,
  maxFileBytes: undefined,
  maxTotalBytes: undefined,
  durability: "write",
  closeOnSignals: false,
  onError: undefined,
  onBeforeDelete: undefined,
  clock: systemClock,
} satisfies ResolvedWriterOptions;

/** It is in every line. */
const MAX_BOT_CHARS = 100;
/** A buffer that holds fewer of the longest lines than this would drop lines on an idle disk. */
const MIN_BUFFERED_ENTRIES = 4;

/** What each option accepts, in words and as a check. */
export const WRITER_OPTION_RULES: OptionRules<LogWriterOptions> = {
  dir: {
    expected: "a path",
    accepts: (value) => typeof value === "string" && value !== "" && !value.includes("\0"),
  },
  timeZone: {
    expected: 'an IANA time zone such as "Europe/Rome"',
    accepts: (value) => typeof value === "string" && resolveTimeZone(value) !== undefined,
  },
  retentionDays: {
    expected: `a whole number of days from 1 to ${MAX_RETENTION_DAYS}, or false to keep everything`,
    accepts: isRetentionDays,
  },
  bot: {
    expected: `a name of 1 to ${MAX_BOT_CHARS} characters`,
    accepts: (value) => typeof value === "string" && value !== "" && value.length <= MAX_BOT_CHARS,
  },
  instance: {
    expected: "a letter followed by up to 31 letters, digits, _ or -",
    accepts: (value) => typeof value === "string" && isInstanceName(value),
  },
  level: {
    expected: `one of ${LEVELS.join(", ")}, silent`,
    accepts: (value) => isLevel(value) || value === "silent",
  },
  redact: {
    expected: "a list of field names or paths",
    accepts: (value) =>
      Array.isArray(value) && value.every((path) => typeof path === "string" && path !== ""),
  },
  maskPhones: oneOf(true, false),
  links: oneOf(true, false),
  access: oneOf(...ACCESS_KINDS),
  stdout: oneOf(false, "app", "all"),
  enabled: oneOf(true, false),
  maxOpenFiles: wholeNumber(1, 1_000_000),
  idleCloseMs: wholeNumber(1, 86_400_000),
  maxBufferedBytes: wholeNumber(1024 * 1024, Number.MAX_SAFE_INTEGER),
  maxEntryBytes: wholeNumber(1024, 64 * 1024 * 1024),
  maxFileBytes: wholeNumber(1024, Number.MAX_SAFE_INTEGER),
  maxTotalBytes: wholeNumber(1024, Number.MAX_SAFE_INTEGER),
  durability: oneOf("write", "fsync"),
  closeOnSignals: oneOf(true, false),
  onError: callable(),
  onBeforeDelete: callable(),
  clock: {
    expected: "an object with now()",
    accepts: (value) => typeof (value as Partial<Clock> | null)?.now === "function",
  },
};

/**
 * Checks options and fills in what is missing, from the environment first.
 * @throws {LogError} `LOG_OPTIONS_INVALID` with every problem there is
 */
export function resolveWriterOptions(
  given: LogWriterOptions,
  environment: LogWriterOptions,
): ResolvedWriterOptions {
  const issues = findOptionIssues(given, WRITER_OPTION_RULES);
  if (issues.length > 0) throw optionIssuesError("LOG_OPTIONS_INVALID", "createLogWriter", issues);
  const options = { ...DEFAULTS, ...defined(environment), ...defined(given) };
  const together = findConflicts(options);
  if (together.length > 0) {
    throw optionIssuesError("LOG_OPTIONS_INVALID", "createLogWriter", together);
  }
  return Object.freeze(options);
}

/** What is wrong with options that are right one by one. */
function findConflicts({ maxEntryBytes, maxBufferedBytes }: ResolvedWriterOptions): OptionIssue[] {
  const least = maxEntryBytes * MIN_BUFFERED_ENTRIES;
  if (maxBufferedBytes >= least) return [];
  const message =
    `must be at least ${MIN_BUFFERED_ENTRIES} times maxEntryBytes (${least}), ` +
    `but it is ${maxBufferedBytes}`;
  return [{ option: "maxBufferedBytes", message }];
}

/** Options that are `undefined` count as not given. */
function defined(options: LogWriterOptions): Partial<ResolvedWriterOptions> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Partial<ResolvedWriterOptions>;
}

function oneOf(...values: readonly (string | boolean)[]): OptionRule {
  return {
    expected: values.map((value) => JSON.stringify(value)).join(" or "),
    accepts: (value) => (values as readonly unknown[]).includes(value),
  };
}

function wholeNumber(min: number, max: number): OptionRule {
  return {
    expected: `a whole number from ${min} to ${max}`,
    accepts: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  };
}

function callable(): OptionRule {
  return { expected: "a function", accepts: (value) => typeof value === "function" };
}
