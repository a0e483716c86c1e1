import type { Logger } from "pino";
import { createAppLogger } from "./entry/line-formatter.ts";
import type { HttpRequest, WhatsAppMessage } from "./entry/inputs.ts";
import { createPhoneReader, messageEntry } from "./entry/message-entry.ts";
import { requestEntry } from "./entry/request-entry.ts";
import { createSecretRule } from "./entry/secrets.ts";
import type { LogWriter, WriterMetrics } from "./writer.ts";

/**
 * The writer of `enabled: false`: checks what it is given, so that a bot's tests find misuse, and
 * neither writes nor creates anything.
 */
export class DisabledLogWriter implements LogWriter {
  readonly appLogger: Logger = createAppLogger(
    { base: {}, level: "silent", now: () => 0, protect: (fields) => fields },
    { write: () => undefined, flush: (callback) => callback?.() },
  );
  readonly #rule = createSecretRule([]);
  readonly #readPhone = createPhoneReader();

  logWhatsAppMessage(message: WhatsAppMessage): boolean {
    messageEntry(message, 0, this.#readPhone, this.#rule, NO_CONTENT);
    return true;
  }

  logRequest(request: HttpRequest): boolean {
    requestEntry(request, 0, this.#readPhone, this.#rule, NO_CONTENT);
    return true;
  }

  async flush(): Promise<void> {
    // Nothing is ever buffered.
  }

  async close(): Promise<void> {
    // Nothing is ever open.
  }

  metrics(): WriterMetrics {
    return NOTHING;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

const NO_CONTENT = { maxStringChars: 1024 };

const NOTHING: WriterMetrics = {
  accepted: 0,
  written: 0,
  dropped: 0,
  expired: 0,
  bufferedBytes: 0,
  openFiles: 0,
  errors: 0,
};
