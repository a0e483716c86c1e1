import type { AliasReason } from "@org/log-core";
import { readLink } from "./aliases/read-link.ts";
import { createAppLogger } from "./entry/app-logger.ts";
import type { EntryContext } from "./entry/entry-context.ts";
import type { HttpRequest, WhatsAppMessage } from "./entry/inputs.ts";
import { messageEntry } from "./entry/message-entry.ts";
import { createPhoneReader } from "./entry/phone-reader.ts";
import type { Logger } from "./entry/pino.ts";
import { requestEntry } from "./entry/request-entry.ts";
import { createSecretRule } from "./entry/secrets.ts";
import type { LogWriter, WriterMetrics } from "./log-writer.ts";

/**
 * The writer of `enabled: false`: checks what it is given, so that a bot's tests find misuse, and
 * neither writes nor creates anything.
 */
export class DisabledLogWriter implements LogWriter {
  readonly #context: EntryContext = {
    readPhone: createPhoneReader(),
    rule: createSecretRule([]),
    limits: { maxStringChars: 1024 },
  };
  readonly appLogger: Logger = createAppLogger(
    { base: {}, level: "silent", now: () => 0, context: this.#context },
    { write: () => undefined, flush: (callback) => callback?.() },
  );

  logWhatsAppMessage(message: WhatsAppMessage): boolean {
    messageEntry(message, 0, this.#context);
    return true;
  }

  logRequest(request: HttpRequest): boolean {
    requestEntry(request, 0, this.#context);
    return true;
  }

  linkPhones(phones: readonly string[], reason: AliasReason = "same"): boolean {
    readLink(phones, reason, this.#context.readPhone);
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

const NOTHING: WriterMetrics = {
  accepted: 0,
  written: 0,
  dropped: 0,
  expired: 0,
  bufferedBytes: 0,
  openFiles: 0,
  errors: 0,
};
