import type { AliasReason } from "@org/log-core";
import { createLogWriter } from "./create-log-writer.ts";
import type { HttpRequest, WhatsAppMessage } from "./entry/inputs.ts";
import type { Logger } from "./entry/pino.ts";
import type { LogWriter } from "./log-writer.ts";

let writer: LogWriter | undefined;

/** The writer behind the module's own functions: made on first use, from the environment alone. */
function defaultWriter(): LogWriter {
  writer ??= createLogWriter();
  return writer;
}

/** `logWhatsAppMessage` of the default writer, which takes its options from `LOG_DIR`, `LOG_BOT`, … */
export function logWhatsAppMessage(message: WhatsAppMessage): boolean {
  return defaultWriter().logWhatsAppMessage(message);
}

/** `logRequest` of the default writer. */
export function logRequest(request: HttpRequest): boolean {
  return defaultWriter().logRequest(request);
}

/** `linkPhones` of the default writer. */
export function linkPhones(phones: readonly string[], reason?: AliasReason): boolean {
  return defaultWriter().linkPhones(phones, reason);
}

/** `appLogger` of the default writer: a pino logger that is made when it is first touched. */
export const appLogger: Logger = new Proxy({} as Logger, {
  get: (_target, name) => {
    const logger = defaultWriter().appLogger;
    const value: unknown = Reflect.get(logger, name);
    // Bound, so that pino works on the logger itself: a child of the proxy would write to its parent.
    return typeof value === "function" ? (value.bind(logger) as unknown) : value;
  },
  set: (_target, name, value) => Reflect.set(defaultWriter().appLogger, name, value),
  has: (_target, name) => Reflect.has(defaultWriter().appLogger, name),
});
