import { createDedupe } from "../entry/dedupe.ts";
import { WHATSAPP_WEB_EVENTS, whatsappWebEntries } from "../whatsapp-web/whatsapp-web-entries.ts";
import { createLidLookup, type LidSource } from "./lid-lookup.ts";
import { logEntries, type LogSink } from "./log-sink.ts";

/** What is needed of a `Client` of whatsapp-web.js. */
export interface WhatsAppWebClient extends LidSource {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** Every message comes with `message_create`; `message` tells those of others again. */
const TOLD_TWICE = "message";

/**
 * Logs everything that a whatsapp-web.js client tells: messages both ways, acks, reactions, edits,
 * calls, groups, and its state. The client is asked once for the number of each person who writes
 * without one. Nothing ever throws in the bot's events.
 *
 * @returns a function that ends it
 */
export function attachWhatsAppWeb(client: WhatsAppWebClient, logs: LogSink): () => void {
  const dedupe = createDedupe();
  const lookUp = createLidLookup(client, logs);
  const events = WHATSAPP_WEB_EVENTS.filter((event) => event !== TOLD_TWICE);
  const listeners = events.map((event) => {
    const listener = (...args: unknown[]): void => {
      const entries = dedupe(whatsappWebEntries(event, args));
      logEntries(logs, entries);
      lookUp(entries);
    };
    client.on(event, listener);
    return () => client.off(event, listener);
  });
  return () => {
    for (const detach of listeners) detach();
  };
}
