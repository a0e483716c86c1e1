import type { CalendarDay, Clock, FolderSettings, LogEntry, PhoneKey } from "@org/log-core";
import type { GetQuery, ListQuery, SearchQuery } from "./query/log-query.ts";

/** Options of {@link openLogs}. */
export interface OpenLogsOptions {
  /** The log folder. @defaultValue "app/logs" */
  readonly dir?: string | undefined;
  /** Where "now" comes from. @defaultValue the system's clock */
  readonly clock?: Clock | undefined;
}

/** What is kept of one phone. */
export interface PhoneSummary {
  readonly phone: PhoneKey;
  /** Number of days with a file. */
  readonly days: number;
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
  /** Size of its files together. */
  readonly bytes: number;
}

/** A log folder opened for reading. */
export interface LogReader {
  /**
   * The folder's own settings; the system's zone and the default retention if it has none.
   * @throws {LogError} `LOG_FOLDER_MISSING`, `LOG_FOLDER_UNREADABLE`, `LOG_LAYOUT_INVALID`,
   * `LOG_LAYOUT_NEWER`
   */
  settings(): Promise<FolderSettings>;
  /** Every phone that is kept, sorted. Costs names and sizes: no file is opened. */
  list(query?: ListQuery): Promise<PhoneSummary[]>;
  /** The entries of one phone, from the WhatsApp log unless the query names others. */
  get(phone: string, query?: GetQuery): AsyncGenerator<LogEntry, void, undefined>;
  /** The entries of all logs that hold a text. */
  search(text: string, query?: SearchQuery): AsyncGenerator<LogEntry, void, undefined>;
  /** Ends running queries and lets go of their files. Idempotent. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens a log folder for reading. Nothing is touched before the first use. */
export function openLogs(_options: OpenLogsOptions = {}): LogReader {
  throw new Error("not built yet");
}
