import { BAILEYS_EVENTS, baileysEntries } from "../baileys/baileys-entries.ts";
import { createDedupe } from "../entry/dedupe.ts";
import { resolveAttachOptions, type AttachOptions } from "./attach-options.ts";
import { logEntries, type LogSink } from "./log-sink.ts";

/** What is needed of the socket that Baileys' `makeWASocket` returns. */
export interface BaileysSocket {
  readonly ev: {
    on(event: never, listener: (payload: never) => void): unknown;
    off(event: never, listener: (payload: never) => void): unknown;
  };
}

/** The emitter without its table of events: they are told apart at run time. */
interface AnyEmitter {
  on(event: string, listener: (payload: unknown) => void): unknown;
  off(event: string, listener: (payload: unknown) => void): unknown;
}

/**
 * Logs everything that a Baileys socket tells: messages both ways, receipts, reactions, edits, calls,
 * groups, and its connection. What Baileys emits twice is logged once. Nothing ever throws in the
 * bot's events. A socket is made anew for each connection: attach to each.
 *
 * @returns a function that ends it
 * @throws {LogError} `LOG_OPTIONS_INVALID`
 */
export function attachBaileys(
  sock: BaileysSocket,
  logs: LogSink,
  options: AttachOptions = {},
): () => void {
  const { history } = resolveAttachOptions("attachBaileys", options);
  const emitter = sock.ev as unknown as AnyEmitter;
  const dedupe = createDedupe();
  const events = BAILEYS_EVENTS.filter((event) => history || event !== "messaging-history.set");
  const listeners = events.map((event) => {
    const listener = (payload: unknown): void => {
      logEntries(logs, dedupe(baileysEntries(event, payload)));
    };
    emitter.on(event, listener);
    return () => emitter.off(event, listener);
  });
  return () => {
    for (const detach of listeners) detach();
  };
}
