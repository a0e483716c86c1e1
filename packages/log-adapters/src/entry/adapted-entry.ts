import type { AliasReason, Direction, LogLevel } from "@org/log-core";
import type { MessageData } from "./message-data.ts";

/** What belongs to a conversation: `logWhatsAppMessage` takes it, but for `log`. */
export interface MessageEntry {
  readonly log: "whatsapp";
  /** Phone key of the conversation: digits, a group, a LID, a business-scoped user id. */
  readonly phone: string;
  readonly direction: Direction;
  /** See `MESSAGE_TYPES`. */
  readonly type: string;
  readonly data: MessageData;
  /** The library's id of the message; of a status, the id of the message that it is about. */
  readonly id?: string | undefined;
  /** The author, in a group. */
  readonly from?: string | undefined;
  /** The platform's own time: UTC with milliseconds. */
  readonly sentAt?: string | undefined;
  /** The entry in words. */
  readonly message?: string | undefined;
  readonly level?: LogLevel | undefined;
}

/** What belongs to no conversation, or to one that cannot be told: a line of app.log. */
export interface AppEntry {
  readonly log: "app";
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly data: object;
}

/** Ids that are one person's: `linkPhones` takes them. */
export interface LinkEntry {
  readonly log: "aliases";
  /** Two or more different phone keys of persons; of a change the old one first. */
  readonly phones: readonly string[];
  /** `same`: all name the account now. `changed`: it went from the first to the second. */
  readonly reason: AliasReason;
}

/** One line that an adapter makes of a payload. */
export type AdaptedEntry = MessageEntry | AppEntry | LinkEntry;
