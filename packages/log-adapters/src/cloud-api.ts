/**
 * WhatsApp's Cloud API: webhook bodies and sent messages as log entries.
 * @packageDocumentation
 */
export { cloudApiWebhook, type WebhookHandler } from "./attach/cloud-api-webhook.ts";
export type { LogSink } from "./attach/log-sink.ts";
export type { WebhookRequest } from "./attach/read-body.ts";
export type { CloudApiWebhookOptions } from "./attach/webhook-options.ts";
export { sentEntries, sentEntry, type SentRequest } from "./cloud-api/sent-entry.ts";
export { webhookEntries } from "./cloud-api/webhook-entries.ts";
