/**
 * Baileys: events of its socket as log entries.
 * @packageDocumentation
 */
export { attachBaileys, type BaileysSocket } from "./attach/attach-baileys.ts";
export type { AttachOptions } from "./attach/attach-options.ts";
export type { LogSink } from "./attach/log-sink.ts";
export { BAILEYS_EVENTS, baileysEntries } from "./baileys/baileys-entries.ts";
