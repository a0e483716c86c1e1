import type { LogError } from "@org/log-core";
import { DisabledLogWriter } from "./disabled-writer.ts";
import type { LogWriter } from "./log-writer.ts";
import { readEnvironment } from "./options/environment.ts";
import { resolveWriterOptions, type LogWriterOptions } from "./options/writer-options.ts";
import { writeTo } from "./standard-stream.ts";
import { FolderLogWriter } from "./writer.ts";

/**
 * Makes a writer for a log folder. Nothing blocks and nothing is opened before the first entry; a
 * folder that cannot be written to yet is reported, and entries wait in memory.
 *
 * @example
 * const logs = createLogWriter({ dir: "app/logs", timeZone: "Europe/Rome", bot: "sales" });
 * logs.logWhatsAppMessage({ phone: "1234567890", direction: "incoming", type: "text", data: { text: "Hello" } });
 * logs.appLogger.info("started");
 * await logs.close();
 *
 * @throws {LogError} `LOG_OPTIONS_INVALID`, `LOG_ZONE_CONFLICT`, `LOG_LAYOUT_INVALID`, `LOG_LAYOUT_NEWER`
 */
export function createLogWriter(options: LogWriterOptions = {}): LogWriter {
  const resolved = resolveWriterOptions(options, readEnvironment(process.env, warnOnce));
  return resolved.enabled ? new FolderLogWriter(resolved) : new DisabledLogWriter();
}

const warned = new Set<string>();

function warnOnce(error: LogError): void {
  if (warned.has(error.message)) return;
  warned.add(error.message);
  writeTo(process.stderr, `log-writer: ${error.message} (${error.code})\n`);
}
