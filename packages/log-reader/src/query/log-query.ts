import type { DirectionInput, LogKind, LogLevel } from "@org/log-core";
import type { QueryReport } from "../report.ts";

/**
 * A moment: a `Date`, ms since 1970, ISO text with a zone (`2026-11-23T10:15:00Z`,
 * `…+01:00`), or a calendar day (`2026-11-23`), which is its first instant in the folder's zone.
 */
export type TimeInput = Date | number | string;

/** `asc`: oldest first. `desc`: the exact reverse. `none`: as found, which costs the least. */
export type ResultOrder = "asc" | "desc" | "none";

/**
 * What to read. All conditions hold together; where several values are given, one of them must fit.
 * A field that is `undefined` counts as not given.
 */
export interface LogQuery {
  /**
   * One phone or several, in any written form. A line of the WhatsApp log counts to the phone in its
   * `phone` field, without one to its file's; lines of other logs only by their `phone` field.
   */
  readonly phone?: string | readonly string[] | undefined;
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
  /** This level and those above it. */
  readonly minLevel?: LogLevel | undefined;
  /**
   * Text that a value (not a key name) of the entry holds: in `msg`, `data`, `type`, `id` and what
   * else was logged, at any depth, numbers in JavaScript's own form. Without capitals it ignores case.
   * Empty text fits every entry.
   */
  readonly text?: string | undefined;
  /** At most this many entries. With `desc` these are the newest. */
  readonly limit?: number | undefined;
  /** By time, across phones and logs. Equal times keep the order log, phone, file, offset. @defaultValue "asc" */
  readonly order?: ResultOrder | undefined;
  /** Receives the report once, when the query ends, early or not; not if the folder cannot be read. */
  readonly onReport?: ((report: QueryReport) => void) | undefined;
  /** Ends the query with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A {@link LogQuery} for `get`, which takes the phone by itself. */
export type GetQuery = Omit<LogQuery, "phone">;

/** A {@link LogQuery} for `search`, which takes the text by itself. */
export type SearchQuery = Omit<LogQuery, "text">;

/** What `list` can be narrowed by; days count whole. */
export type ListQuery = Pick<LogQuery, "phone" | "days" | "since" | "until" | "signal">;
