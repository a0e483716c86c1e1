import type { Direction } from "./direction.ts";
import type { LogLevel } from "./level.ts";

/**
 * One line of a log. `level` and `time` are always there and come first; which others are depends on
 * the log. Field by field: `docs/file-format.md#fields`.
 */
export interface LogEntry {
  readonly level: LogLevel;
  /** When it was logged: UTC with milliseconds, always 24 characters. */
  readonly time: string;
  /** Name of the bot that wrote the line. */
  readonly bot?: string;
  /** Name of the process that wrote it, where several share a folder. */
  readonly instance?: string;
  /** Phone key of the conversation. */
  readonly phone?: string;
  /** Phone key of the author, where `phone` is a group. */
  readonly from?: string;
  readonly direction?: Direction;
  /** Kind of message: `text`, `image`, … an open vocabulary. `request` in requests.log. */
  readonly type?: string;
  /** WhatsApp's message id. */
  readonly id?: string;
  /** The platform's own time of the message, in the form of `time`. */
  readonly sentAt?: string;
  /** What the caller gave, nested, so that nothing from outside can overwrite a field of ours. */
  readonly data?: unknown;
  /** Set when strings of the entry were cut to keep the line within its limit. */
  readonly truncated?: true;
  /** The message as text, or a short description where the caller gave none. */
  readonly msg?: string;
  /** What an application logged beside these. */
  readonly [field: string]: unknown;
}

/** The fields of {@link LogEntry} in the order in which they stand in a line. */
export const ENTRY_FIELDS = [
  "level",
  "time",
  "bot",
  "instance",
  "phone",
  "from",
  "direction",
  "type",
  "id",
  "sentAt",
  "data",
  "truncated",
  "msg",
] as const;
