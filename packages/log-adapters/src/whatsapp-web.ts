/**
 * whatsapp-web.js: events of its client as log entries.
 * @packageDocumentation
 */
export { attachWhatsAppWeb, type WhatsAppWebClient } from "./attach/attach-whatsapp-web.ts";
export type { LogSink } from "./attach/log-sink.ts";
export { WHATSAPP_WEB_EVENTS, whatsappWebEntries } from "./whatsapp-web/whatsapp-web-entries.ts";
