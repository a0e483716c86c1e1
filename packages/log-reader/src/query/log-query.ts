import type { DirectionInput, LogKind, LogLevel, MessageState } from "@org/log-core";
import type { QueryReport } from "../report.ts";

/**
 * A moment: a `Date`, ms since 1970, ISO text with a zone (`2026-11-23T10:15:00Z`,
 * `…+01:00`), or a calendar day (`2026-11-23`), which is its first instant in the folder's zone.
 */
export type TimeInput = Date | number | string;

/**
 * `asc`: oldest first. `desc`: the exact reverse. `none`: as found, which costs the least; with
 * `before` or `after` it is `asc`.
 */
export type ResultOrder = "asc" | "desc" | "none";

/**
 * What to read. All conditions hold together; where several values are given, one of them must fit.
 * A field that is `undefined` counts as not given.
 */
export interface LogQuery {
  /**
   * One phone or several, in any written form, or what phones begin with: `39*`. A line of the
   * WhatsApp log counts to the phone in its `phone` field, without one to its file's; lines of other
   * logs only by their `phone` field.
   */
  readonly phone?: string | readonly string[] | undefined;
  /**
   * Only these phones themselves. Without it a whole phone stands for its person: every id that the
   * folder's aliases connect with it counts too. @defaultValue false
   */
  readonly exact?: boolean | undefined;
  /** Which logs. @defaultValue whatsapp for `get`, all for `search` */
  readonly log?: LogKind | readonly LogKind[] | undefined;
  /** The last `days` × 24 hours, ending now. Not together with `since` or `until`. */
  readonly days?: number | undefined;
  /** First moment, included. */
  readonly since?: TimeInput | undefined;
  /** First moment no longer included: `until: "2026-11-23"` ends with the 22nd. */
  readonly until?: TimeInput | undefined;
  /** `INCOMING`, `OUTGOING`, `SYSTEM`, in any case. */
  readonly direction?: DirectionInput | readonly DirectionInput[] | undefined;
  /** Kind of message, exactly as stored: `text`, `image`, … */
  readonly type?: string | readonly string[] | undefined;
  /**
   * Only messages of the bot that are in one of these states: `sent`, `delivered`, `read`, `played`,
   * `failed`, `pending`. The state of a message is what all lines of its id tell together, in whatever
   * order they came and wherever they stand among the phones asked for, from a day before the query's
   * first moment up to now. Where the message itself is not there, the status that says the most is given
   * in its place. {@link deliveryOf} tells when and why. It takes up to two passes over the files more.
   */
  readonly status?: MessageState | readonly MessageState[] | undefined;
  /**
   * Joins messages of the bot with the lines that tell how they fared: {@link deliveryOf} then knows of each
   * message what became of it, also after the query's last moment, and statuses of messages that the
   * query gives are left out. What `before` and `after` show is joined in the same way. It takes a pass
   * over the files more, and one more for context. @defaultValue false
   */
  readonly joinStatuses?: boolean | undefined;
  /** This level and those above it. */
  readonly minLevel?: LogLevel | undefined;
  /**
   * Text that a value (not a key name) of the entry holds: in `msg`, `data`, `type`, `id` and what
   * else was logged, at any depth, numbers in JavaScript's own form. Of several, each must be there.
   * A text without capitals ignores case. Empty text fits every entry.
   */
  readonly text?: string | readonly string[] | undefined;
  /**
   * A regular expression with a match in one of the values that `text` looks at. A text is compiled
   * with the flag `u`, and ignores case if it holds no capital (escapes such as `\S` do not count); a
   * `RegExp` keeps its flags.
   */
  readonly regex?: string | RegExp | undefined;
  /** Forces `text`, `regex` and `~` in `where` to ignore case, or not to. */
  readonly ignoreCase?: boolean | undefined;
  /**
   * Conditions on fields, all of which hold: `path operator value`, for example `data.status=failed`,
   * `data.items.0.id="7"`, `durationMs>200`, `sentAt<=2026-11-23T10:00:00Z`, `err.message~timeout`.
   *
   * - `=` and `!=` compare whole values: a text exactly, a number as a number, a time with a zone as a
   *   moment, `true`, `false` and `null` as themselves. In quotation marks a value is a text only.
   * - `~` looks for a text as `text` does, in the value or inside it.
   * - `>`, `<`, `>=`, `<=` compare numbers (also those stored as text) or times with a zone.
   *
   * A field that is missing fulfils `!=` and nothing else. Names with special characters stand in
   * quotation marks: `data."a.b"=1`.
   */
  readonly where?: string | readonly string[] | undefined;
  /**
   * Also this many entries of the same phone (of the same log, for `app` and `requests`) that stand
   * before each match, up to 1,000: those that fulfil the time, phone and log of the query. They come
   * in their place in the order, each once, and {@link isContext} tells them apart. Context does not
   * reach over midnight. @defaultValue 0
   */
  readonly before?: number | undefined;
  /** As {@link before}, for those that stand after each match. @defaultValue 0 */
  readonly after?: number | undefined;
  /**
   * At most this many matches. With `desc` these are the newest. Context ends where the first match
   * stands that is not given.
   */
  readonly limit?: number | undefined;
  /**
   * Goes on after the entry that {@link cursorOf} was given, in the order of this query, which is
   * otherwise the same; not with `order: "none"`.
   */
  readonly cursor?: string | undefined;
  /** By time, across phones and logs. Equal times keep the order log, phone, file, offset. @defaultValue "asc" */
  readonly order?: ResultOrder | undefined;
  /** Receives the report once, when the query ends, early or not; not if the folder cannot be read. */
  readonly onReport?: ((report: QueryReport) => void) | undefined;
  /**
   * Parses every line of the files that are opened, so that the report names all that are malformed.
   * Without it only lines that may match are parsed. @defaultValue false
   */
  readonly parseEveryLine?: boolean | undefined;
  /** Ends the query with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A {@link LogQuery} for `get`, which takes the phone by itself. */
export type GetQuery = Omit<LogQuery, "phone">;

/** A {@link LogQuery} for `search`, which takes the text by itself. */
export type SearchQuery = Omit<LogQuery, "text">;

/** What `list` can be narrowed by; days count whole. */
export interface ListQuery extends Pick<
  LogQuery,
  "phone" | "exact" | "days" | "since" | "until" | "signal"
> {
  /**
   * Tell of each phone also how many entries are kept, and when the first and the last was: every file
   * of these days is read once, by several threads where there is much of it. @defaultValue false
   */
  readonly count?: boolean | undefined;
  /** Receives the report on what was read, damage included. Without `count` nothing is, and there is none. */
  readonly onReport?: ((report: QueryReport) => void) | undefined;
}
