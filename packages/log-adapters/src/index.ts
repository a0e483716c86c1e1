/**
 * Turns what WhatsApp libraries deliver into log entries of one form. The adapters are at
 * `@org/log-adapters/cloud-api`, `/baileys` and `/whatsapp-web`; here is what they share.
 * @packageDocumentation
 */
export { logEntries, type LogSink } from "./attach/log-sink.ts";
export type { AdaptedEntry, AppEntry, LinkEntry, MessageEntry } from "./entry/adapted-entry.ts";
export { createDedupe, type Dedupe, type DedupeOptions } from "./entry/dedupe.ts";
export type {
  ChoiceData,
  ContactData,
  ErrorData,
  LocationData,
  MediaData,
  MessageData,
} from "./entry/message-data.ts";
export { MESSAGE_TYPES, type MessageType } from "./entry/message-type.ts";
