import type { DirectionInput, LogLevel } from "@org/log-core";

/** One WhatsApp message or event, as a bot logs it. */
export interface WhatsAppMessage {
  /** Number or WhatsApp id of the conversation, in any form; a group's id for a group. */
  readonly phone: string;
  /** Which way it went, in any case. */
  readonly direction: DirectionInput;
  /** Kind of message: `text`, `image`, `status`, … */
  readonly type: string;
  /** Everything else worth keeping. Plain values are copied at once; bytes become a size note. */
  readonly data?: object | undefined;
  /** The line's `msg`. Default: direction and type, `INCOMING text`. */
  readonly message?: string | undefined;
  /** Default `info`, and `error` for type `error`. Never filtered by the writer's `level`. */
  readonly level?: LogLevel | undefined;
  /** WhatsApp's message id. */
  readonly id?: string | undefined;
  /** The author, where `phone` is a group. */
  readonly from?: string | undefined;
  /** The platform's own time: a Date, ms since 1970, an ISO text, or unix seconds as text. */
  readonly sentAt?: Date | number | string | undefined;
  /** When it counts as logged. Default: now. Decides which day's file it goes to. */
  readonly time?: Date | undefined;
}

/** One HTTP request, incoming or outgoing. */
export interface HttpRequest {
  readonly method: string;
  /** Secrets in its query are taken out. */
  readonly url: string | URL;
  /** The answer's status, if there was one. */
  readonly status?: number | undefined;
  readonly durationMs?: number | undefined;
  /** Headers in any form; credentials are taken out. */
  readonly headers?: unknown;
  /**
   * The body: an object, or text; JSON text is logged as the object it stands for. At most 16 KiB of
   * it: longer texts in it are cut.
   */
  readonly body?: unknown;
  /** Why there was no answer. Makes the line an `error`. */
  readonly error?: unknown;
  /** The customer it was about. */
  readonly phone?: string | undefined;
  /** Id of the message it was about. */
  readonly id?: string | undefined;
}
