import type { AliasReason, DirectionInput, LogLevel } from "@org/log-core";
import type { AdaptedEntry } from "../entry/adapted-entry.ts";

/** What adapters log to: the object that `createLogWriter` of `@org/log-writer` returns. */
export interface LogSink {
  /** Logs one message to its phone's log; `false` asks the caller to wait. */
  logWhatsAppMessage(message: {
    readonly phone: string;
    readonly direction: DirectionInput;
    readonly type: string;
    readonly data?: object | undefined;
    readonly message?: string | undefined;
    readonly level?: LogLevel | undefined;
    readonly id?: string | undefined;
    readonly from?: string | undefined;
    readonly sentAt?: string | undefined;
  }): boolean;
  /** Keeps that ids are one person's. Without it links are left out. */
  linkPhones?(phones: readonly string[], reason?: AliasReason): boolean;
  /** Writes app.log. */
  readonly appLogger: {
    info(fields: object, text: string): void;
    warn(fields: object, text: string): void;
    error(fields: object, text: string): void;
  };
}

/**
 * Logs what an adapter made, in its order: messages to their phone's log, links to the folder's
 * aliases, the rest to app.log.
 * Returns `false` when the writer asks the bot to wait. Never throws: an entry that the writer
 * refuses is said in app.log, and a closed writer is left alone.
 */
export function logEntries(logs: LogSink, entries: readonly AdaptedEntry[]): boolean {
  let keepUp = true;
  for (const entry of entries) {
    try {
      keepUp = logEntry(logs, entry) && keepUp;
    } catch (error) {
      sayRefused(logs, entry, error);
    }
  }
  return keepUp;
}

function logEntry(logs: LogSink, entry: AdaptedEntry): boolean {
  if (entry.log === "app") {
    logs.appLogger[entry.level]({ data: entry.data }, entry.message);
    return true;
  }
  if (entry.log === "aliases") return logs.linkPhones?.(entry.phones, entry.reason) ?? true;
  const { log: _log, ...message } = entry;
  return logs.logWhatsAppMessage(message);
}

function sayRefused(logs: LogSink, entry: AdaptedEntry, error: unknown): void {
  const id = entry.log === "whatsapp" ? entry.id : undefined;
  try {
    logs.appLogger.error({ err: error, id }, "A message could not be logged");
  } catch {
    // The logger itself is broken: logging must not be what makes a bot fall.
  }
}
