import { resolve } from "node:path";
import {
  createCalendar,
  DEFAULT_FOLDER,
  findOptionIssues,
  LOG_KINDS,
  LogError,
  optionIssuesError,
  parsePhoneKey,
  personIds,
  type Calendar,
  type Clock,
  type FolderSettings,
  type LogEntry,
  type OptionRules,
  type PhoneKey,
} from "@org/log-core";
import { countDelivery, joinedEntries, joinedQuery, needsJoin } from "./delivery-join.ts";
import { FOLLOW_RULES, followed, type FollowQuery } from "./follow/follow-query.ts";
import { FollowRun } from "./follow-run.ts";
import { listPhones, type PhoneSummary } from "./list-phones.ts";
import type { GetQuery, ListQuery, SearchQuery } from "./query/log-query.ts";
import { isPhonePattern } from "./query/phone-condition.ts";
import {
  BOOLEAN_RULE,
  resolveQuery,
  type QueryShape,
  type ResolvedQuery,
} from "./query/resolve-query.ts";
import { QueryRun, type QueryPlace } from "./query-run.ts";
import { DEFAULT_REGEX_BUDGET_MS } from "./regex/regex-timeout.ts";
import { readAliasText } from "./source/alias-text.ts";
import { UNNOTED } from "./source/file-finder.ts";
import { readFolderSettings } from "./source/log-folder.ts";
import type { LogStats } from "./stats/log-stats.ts";
import { WAITING_RULES, type WaitingPerson, type WaitingQuery } from "./waiting/waiting-query.ts";
import { STATS_RULES, statsShape, type StatsQuery } from "./stats/stats-query.ts";
import { Sharing, sharingRules, type SharingRules } from "./threads/sharing.ts";

/** Options of {@link openLogs}. */
export interface OpenLogsOptions {
  /** The log folder. @defaultValue "app/logs" */
  readonly dir?: string | undefined;
  /** Where "now" comes from. @defaultValue the system's clock */
  readonly clock?: Clock | undefined;
  /**
   * The calendar of a time zone, called with the folder's whenever a query begins. A program that already
   * has one spares the reader 10 ms for its first. @defaultValue `createCalendar` of log-core
   */
  readonly calendarOf?: ((timeZone: string) => Calendar) | undefined;
  /**
   * How long a regular expression may take for the entries of one read, in ms, before the query fails
   * with `LOG_REGEX_TIMEOUT`. @defaultValue 2000
   */
  readonly regexBudgetMs?: number | undefined;
  /**
   * How many worker threads may help with large scans; 0 for none. They start when a query has enough
   * to read, are shared by the reader's queries, and end with it or after 10 idle seconds.
   * @defaultValue one less than the machine can run at once, at most 3
   */
  readonly workers?: number | undefined;
}

/** A log folder opened for reading. */
export interface LogReader {
  /**
   * The folder's own settings; the system's zone and the default retention if it has none.
   * @throws {LogError} `LOG_FOLDER_MISSING`, `LOG_FOLDER_UNREADABLE`, `LOG_LAYOUT_INVALID`,
   * `LOG_LAYOUT_NEWER`
   */
  settings(): Promise<FolderSettings>;
  /**
   * Every phone that is kept, sorted. Costs names and sizes: no file is opened, unless `count` asks how
   * many entries there are, which reads every file once.
   */
  list(query?: ListQuery): Promise<PhoneSummary[]>;
  /**
   * All ids of a phone's person, sorted, its own key among them; that alone where no other is known.
   * @throws {LogError} `LOG_PHONE_INVALID`
   */
  idsOf(phone: string): Promise<PhoneKey[]>;
  /**
   * The entries of one phone, or of several and of those with a beginning such as `39*`, from the
   * WhatsApp log unless the query names others.
   */
  get(
    phone: string | readonly string[],
    query?: GetQuery,
  ): AsyncGenerator<LogEntry, void, undefined>;
  /** The entries of all logs that hold a text, or all of several. An empty text fits every entry. */
  search(
    text: string | readonly string[],
    query?: SearchQuery,
  ): AsyncGenerator<LogEntry, void, undefined>;
  /**
   * New entries as they are written, from the WhatsApp log unless the query names others. Everything
   * is given that is written after the first `next()`, within a fraction of a second of its line feed.
   * It ends only by `limit`, `break`, `return()`, `close()`, or with the reason of `signal`.
   */
  follow(query?: FollowQuery): AsyncGenerator<LogEntry, void, undefined>;
  /** Counts entries by day, hour, phone and more, in one pass; from the WhatsApp log unless the query names others. */
  stats(query?: StatsQuery): Promise<LogStats>;
  /**
   * Everybody whose last message has no answer, or whose answer failed, longest first: who wrote (no
   * reaction, vote, edit, call or notice counts) within the last 7 days, or as `days` or `since` say, and
   * got no message of the bot after it that has not failed. Groups only if asked for; history that a
   * newly linked device was given does not count. Memory grows with those who wait.
   */
  waiting(query?: WaitingQuery): Promise<WaitingPerson[]>;
  /** Ends running queries and lets go of their files. Idempotent. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const MAX_WORKERS = 64;

const OPTION_RULES: OptionRules<OpenLogsOptions> = {
  dir: {
    expected: "the path of a folder",
    accepts: (value) => typeof value === "string" && value !== "",
  },
  clock: {
    expected: "an object with a now() method",
    accepts: (value) => typeof (value as Partial<Clock> | null)?.now === "function",
  },
  calendarOf: {
    expected: "a function from the name of a time zone to its calendar",
    accepts: (value) => typeof value === "function",
  },
  regexBudgetMs: {
    expected: "a whole number of ms from 1 to 3600000",
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 3.6e6,
  },
  workers: {
    expected: `a whole number from 0 to ${MAX_WORKERS}`,
    accepts: (value) =>
      Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= MAX_WORKERS,
  },
};

const LIST_FIELDS = ["phone", "exact", "days", "since", "until", "onReport", "signal"] as const;
/** The conditions that are judged line by line, but for those that `get` and `search` take by themselves. */
const FILTER_FIELDS = [
  "exact",
  "log",
  "direction",
  "type",
  "status",
  "minLevel",
  "regex",
  "ignoreCase",
  "where",
] as const;
const TIME_FIELDS = ["days", "since", "until"] as const;
const RUN_FIELDS = ["onReport", "parseEveryLine", "signal"] as const;
const PAGE_FIELDS = ["before", "after", "limit", "cursor", "order"] as const;
const COMMON_FIELDS = [
  ...FILTER_FIELDS,
  ...TIME_FIELDS,
  ...PAGE_FIELDS,
  ...RUN_FIELDS,
  "joinStatuses",
] as const;
const LIST_SHAPE: QueryShape = {
  fields: LIST_FIELDS,
  logs: ["whatsapp"],
  extra: { count: BOOLEAN_RULE },
};
// The phones of `get` and the text of `search` are arguments of their own.
const GET_SHAPE: QueryShape = { fields: [...COMMON_FIELDS, "text"], logs: ["whatsapp"] };
const SEARCH_SHAPE: QueryShape = { fields: [...COMMON_FIELDS, "phone"], logs: LOG_KINDS };
const FOLLOW_SHAPE: QueryShape = {
  fields: [...FILTER_FIELDS, "phone", "text", "limit", ...RUN_FIELDS],
  logs: ["whatsapp"],
  extra: FOLLOW_RULES,
};
const STATS_SHAPE: QueryShape = {
  fields: [...FILTER_FIELDS, ...TIME_FIELDS, "phone", "text", ...RUN_FIELDS],
  logs: ["whatsapp"],
  extra: STATS_RULES,
};
const WAITING_SHAPE: QueryShape = {
  fields: ["phone", "exact", "days", "since", "limit", "onReport", "signal"],
  logs: ["whatsapp"],
  extra: WAITING_RULES,
};

/**
 * Opens a log folder for reading. Nothing is touched before the first use.
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 * @example
 * const logs = openLogs({ dir: "app/logs" });
 * for await (const entry of logs.get("1234567890", { days: 7 })) console.log(entry.msg);
 * await logs.close();
 */
export function openLogs(options: OpenLogsOptions = {}): LogReader {
  const issues = findOptionIssues(options, OPTION_RULES);
  if (issues.length > 0) throw optionIssuesError("LOG_OPTIONS_INVALID", "openLogs", issues);
  return openShared(options, sharingRules(options.workers));
}

/** {@link openLogs} with valid options and other rules of sharing work than those of the machine. */
export function openShared(options: OpenLogsOptions, rules: SharingRules): LogReader {
  const {
    dir = DEFAULT_FOLDER,
    clock = { now: () => Date.now() },
    calendarOf = createCalendar,
    regexBudgetMs = DEFAULT_REGEX_BUDGET_MS,
  } = options;
  // Relative once and for all: a program that changes its working folder keeps its logs.
  return new FolderReader({ dir: resolve(dir), clock, calendarOf, regexBudgetMs }, rules);
}

class FolderReader implements LogReader {
  readonly #options: Pick<QueryPlace, "dir" | "clock" | "calendarOf" | "regexBudgetMs">;
  readonly #sharing: Sharing;
  readonly #running: QueryPlace["running"] = new Set();
  #isClosed = false;

  constructor(
    options: Pick<QueryPlace, "dir" | "clock" | "calendarOf" | "regexBudgetMs">,
    rules: SharingRules,
  ) {
    this.#options = options;
    this.#sharing = new Sharing(options.dir, rules);
  }

  async settings(): Promise<FolderSettings> {
    this.#checkOpen();
    return readFolderSettings(this.#options.dir);
  }

  list(query: ListQuery = {}): Promise<PhoneSummary[]> {
    this.#checkOpen();
    const resolved = resolveQuery(query, LIST_SHAPE);
    const place = this.#place();
    return query.count === true ? countedList(place, resolved) : listPhones(place, resolved);
  }

  async idsOf(phone: string): Promise<PhoneKey[]> {
    this.#checkOpen();
    return [...personIds(readAliasText(this.#options.dir, UNNOTED), parsePhoneKey(phone))];
  }

  get(
    phone: string | readonly string[],
    query: GetQuery = {},
  ): AsyncGenerator<LogEntry, void, undefined> {
    this.#checkOpen();
    // A single phone has an error code of its own, known from the writer.
    if (!isPhonePattern(phone) && !Array.isArray(phone)) parsePhoneKey(phone);
    return this.#run(resolveQuery(query, GET_SHAPE, { phone }));
  }

  search(
    text: string | readonly string[],
    query: SearchQuery = {},
  ): AsyncGenerator<LogEntry, void, undefined> {
    this.#checkOpen();
    return this.#run(resolveQuery(query, SEARCH_SHAPE, { text }));
  }

  follow(query: FollowQuery = {}): AsyncGenerator<LogEntry, void, undefined> {
    this.#checkOpen();
    const resolved = followed(resolveQuery(query, FOLLOW_SHAPE));
    return new FollowRun(this.#place(), resolved, query.last ?? 0);
  }

  async stats(query: StatsQuery = {}): Promise<LogStats> {
    this.#checkOpen();
    const place = this.#place();
    const asked = resolveQuery(query, STATS_SHAPE);
    const resolved = await joinedQuery(place, asked);
    // Loaded when it is first needed: most who read never count.
    const { countStats } = await import("./count-stats.ts");
    const counted = await countStats(place, resolved, statsShape(query));
    const isTold = query.delivery === true && asked.logs.includes("whatsapp");
    return isTold ? { ...counted, delivery: await countDelivery(place, asked) } : counted;
  }

  async waiting(query: WaitingQuery = {}): Promise<WaitingPerson[]> {
    this.#checkOpen();
    const resolved = resolveQuery(query, WAITING_SHAPE);
    // Loaded when it is first needed.
    const { findWaiting } = await import("./waiting-run.ts");
    return findWaiting(this.#place(), resolved, query);
  }

  close(): Promise<void> {
    this.#isClosed = true;
    for (const run of this.#running) run.close();
    this.#sharing.close();
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #run(query: ResolvedQuery): AsyncGenerator<LogEntry, void, undefined> {
    const place = this.#place();
    return needsJoin(query) ? joinedEntries(place, query) : new QueryRun(place, query).entries();
  }

  #place(): QueryPlace {
    return {
      ...this.#options,
      nowMs: this.#options.clock.now(),
      checkOpen: () => this.#checkOpen(),
      running: this.#running,
      sharing: this.#sharing,
    };
  }

  #checkOpen(): void {
    if (!this.#isClosed) return;
    throw new LogError(
      "LOG_READER_CLOSED",
      "This log reader was closed. Open the folder again with openLogs to read on.",
    );
  }
}

async function countedList(place: QueryPlace, query: ResolvedQuery): Promise<PhoneSummary[]> {
  const phones = await listPhones(place, query);
  // Loaded when it is first needed.
  const { countPhones } = await import("./count-phones.ts");
  return countPhones(place, query, phones);
}
