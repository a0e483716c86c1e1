/**
 * Writes WhatsApp bot logs: one log per phone number, one file per day.
 * @packageDocumentation
 */
export { isLogError, LogError, type AliasReason } from "@org/log-core";
export { createLogWriter } from "./create-log-writer.ts";
export { appLogger, linkPhones, logRequest, logWhatsAppMessage } from "./default-writer.ts";
export type { HttpRequest, WhatsAppMessage } from "./entry/inputs.ts";
export { erase, type EraseOptions, type EraseReceipt } from "./erase/erase.ts";
export type { Access } from "./folder/access.ts";
export type { LogWriterOptions } from "./options/writer-options.ts";
export { cleanup, type CleanupOptions, type CleanupReport } from "./retention/cleanup.ts";
export type { LogDay } from "./retention/log-days.ts";
export type { BeforeDelete } from "./retention/remove-days.ts";
export type { LogWriter, WriterMetrics } from "./log-writer.ts";
