import type { AliasReason } from "@org/log-core";
import type { HttpRequest, WhatsAppMessage } from "./entry/inputs.ts";
import type { Logger } from "./entry/pino.ts";

/** How a writer stands. Offered entries = accepted + dropped; after `flush()` accepted = written + expired. */
export interface WriterMetrics {
  /** Entries taken. */
  readonly accepted: number;
  /** Entries that are in their file. */
  readonly written: number;
  /** Entries given up: the buffer was full, or the writer was closed on a failing disk. */
  readonly dropped: number;
  /** Entries older than the retention, counted and not written. */
  readonly expired: number;
  /** Bytes of lines that wait to be written. */
  readonly bufferedBytes: number;
  /** Log files open now. */
  readonly openFiles: number;
  /** Problems reported so far. */
  readonly errors: number;
}

/** Writes the logs of one folder. */
export interface LogWriter {
  /** Logs one message to its phone's log; `false` asks the caller to wait (the entry is kept). */
  logWhatsAppMessage(message: WhatsAppMessage): boolean;
  /** Logs one HTTP request to requests.log; `false` as above. */
  logRequest(request: HttpRequest): boolean;
  /**
   * Keeps that ids are one person's, so that readers find, and `erase` erases, all of a person under
   * any of them: `linkPhones(["123456789012345@lid", "1234567890"])`. With `changed` the account went
   * from the first to the next. Groups, channels and broadcasts are no persons. Link only what the
   * platform itself says belongs together. What is linked already is not written again, so it may be
   * called with every message. In no count of {@link metrics}; `false` as above.
   */
  linkPhones(phones: readonly string[], reason?: AliasReason): boolean;
  /** A pino logger that writes app.log. */
  readonly appLogger: Logger;
  /**
   * Resolves when everything logged so far is in the files. Rejects with `LOG_WRITE_FAILED` if some of
   * it cannot be written now; it is kept and tried again. With `durability: "fsync"` also with
   * `LOG_SYNC_FAILED`, if it is written but the disk does not say that it holds it.
   */
  flush(): Promise<void>;
  /**
   * Writes what is left and ends the writer; calling it again gives the same promise. Rejects with
   * `LOG_WRITE_FAILED` if entries had to be given up; with `LOG_SYNC_FAILED` as `flush()` does.
   */
  close(): Promise<void>;
  /** How the writer stands. */
  metrics(): WriterMetrics;
  [Symbol.asyncDispose](): Promise<void>;
}
