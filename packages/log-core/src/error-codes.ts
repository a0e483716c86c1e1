/** What one error code stands for. */
export interface LogErrorCodeInfo {
  /** One sentence: what happened. */
  readonly summary: string;
  /**
   * How the error reaches the caller: `thrown` (misuse, at once), `rejected` (a promise of the call
   * that needed the file system), `reported` (to `onError`, else stderr), or `counted` (in the
   * report of a query: bad data never throws).
   */
  readonly delivery: "thrown" | "rejected" | "reported" | "counted";
}

/**
 * Every code a {@link LogError} can have. The registry is the one list: `docs/errors.md` is checked
 * against it in both directions.
 */
export const LOG_ERROR_CODES = {
  LOG_OPTIONS_INVALID: {
    summary: "One or more options are unknown or have a value outside what they accept.",
    delivery: "thrown",
  },
  LOG_PHONE_INVALID: {
    summary: "A phone is neither a phone number nor a WhatsApp id.",
    delivery: "thrown",
  },
  LOG_ENTRY_INVALID: {
    summary: "A message or request given to the writer has a missing, unknown or unusable field.",
    delivery: "thrown",
  },
  LOG_QUERY_INVALID: {
    summary: "A query has an unknown field or a value outside what it accepts.",
    delivery: "thrown",
  },
  LOG_WRITER_CLOSED: {
    summary: "The writer was used after close().",
    delivery: "thrown",
  },
  LOG_READER_CLOSED: {
    summary: "The reader was used after close().",
    delivery: "thrown",
  },
  LOG_ZONE_CONFLICT: {
    summary: "The folder keeps its days in another time zone than the one asked for.",
    delivery: "thrown",
  },
  LOG_LAYOUT_INVALID: {
    summary: "The folder's layout.json cannot be understood.",
    delivery: "thrown",
  },
  LOG_LAYOUT_NEWER: {
    summary: "The folder was written by a newer version of the format.",
    delivery: "thrown",
  },
  LOG_FOLDER_MISSING: {
    summary: "The log folder does not exist.",
    delivery: "rejected",
  },
  LOG_FOLDER_UNREADABLE: {
    summary: "The log folder exists but cannot be read.",
    delivery: "rejected",
  },
  LOG_FOLDER_FOREIGN: {
    summary: "The folder is not a log folder, so nothing in it is changed.",
    delivery: "rejected",
  },
  LOG_WRITE_FAILED: {
    summary: "Entries could not be written; they stay buffered and are tried again.",
    delivery: "reported",
  },
  LOG_SYNC_FAILED: {
    summary: "Entries are in their file, but the disk does not say that it holds them.",
    delivery: "reported",
  },
  LOG_ENTRIES_DROPPED: {
    summary:
      "Entries were dropped because the buffer was full or the writer was closed on a failing disk.",
    delivery: "reported",
  },
  LOG_ENTRIES_EXPIRED: {
    summary: "Entries older than the retention were counted and not written.",
    delivery: "reported",
  },
  LOG_FOLDER_UNWRITABLE: {
    summary: "The log folder or its layout.json cannot be made or read at the moment.",
    delivery: "reported",
  },
  LOG_LINK_FAILED: {
    summary: "The link to a phone's newest day cannot be made here; logging goes on without links.",
    delivery: "reported",
  },
  LOG_STDOUT_STALLED: {
    summary: "Nobody reads stdout, so that further copies to it are left out.",
    delivery: "reported",
  },
  LOG_CLEANUP_FAILED: {
    summary: "A day past the retention could not be removed.",
    delivery: "reported",
  },
  LOG_RETENTION_SMALLER: {
    summary: "A smaller retention than the folder's was asked for and is ignored.",
    delivery: "reported",
  },
  LOG_NETWORK_FOLDER: {
    summary: "The folder is on a network file system, where writers need an instance name each.",
    delivery: "reported",
  },
  LOG_CLOCK_JUMPED: {
    summary: "The system clock jumped while the writer ran, so retention waits for an hour.",
    delivery: "reported",
  },
  LOG_ENVIRONMENT_INVALID: {
    summary: "An environment variable has a value that is not understood and is ignored.",
    delivery: "reported",
  },
  LOG_LINE_MALFORMED: {
    summary: "A line is not an entry: torn, overwritten or written by something else.",
    delivery: "counted",
  },
  LOG_FILE_UNREADABLE: {
    summary: "A log file could not be opened or read.",
    delivery: "counted",
  },
  LOG_FILE_FOREIGN: {
    summary: "A file in the folder is not one the layout knows; it is left alone.",
    delivery: "counted",
  },
  LOG_QUERY_WIDE: {
    summary: "What became of messages was asked for, of more messages than are held at once.",
    delivery: "rejected",
  },
  LOG_REGEX_TIMEOUT: {
    summary: "A regular expression took longer on an entry than it may and was given up.",
    delivery: "rejected",
  },
  LOG_WORKER_FAILED: {
    summary: "A worker thread ended before its work did.",
    delivery: "rejected",
  },
  LOG_EXPORT_EXISTS: {
    summary: "The export file exists and is only replaced when asked for.",
    delivery: "rejected",
  },
  LOG_EXPORT_FAILED: {
    summary: "The export could not be written.",
    delivery: "rejected",
  },
  LOG_USAGE_INVALID: {
    summary: "The command line is not understood.",
    delivery: "thrown",
  },
} as const;

/** A code of {@link LOG_ERROR_CODES}. */
export type LogErrorCode = keyof typeof LOG_ERROR_CODES;
