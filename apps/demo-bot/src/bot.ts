import { createDedupe, type MessageEntry } from "@org/log-adapters";
import { webhookEntries } from "@org/log-adapters/cloud-api";
import type { LogWriter } from "@org/log-writer";
import type { GraphApi } from "./graph-api.ts";
import { replyTo } from "./replies.ts";

/** Answers what deliveries bring. What they say is in the logs already: the webhook's handler logs it. */
export interface Bot {
  /** Takes the body of one delivery. Returns at once; answers are sent afterwards. */
  take(body: unknown): void;
  /** Resolves when all answers are sent. */
  idle(): Promise<void>;
}

/** A bot that answers over `graph`. */
export function createBot(logs: LogWriter, graph: GraphApi): Bot {
  // WhatsApp delivers again when it is not sure; nobody wants two answers.
  const onlyNew = createDedupe();
  const answering = new Set<Promise<void>>();

  function answer(message: MessageEntry): void {
    const reply = replyTo(message);
    if (reply === undefined) return;
    const sending = graph.send(message.phone, reply).finally(() => answering.delete(sending));
    answering.add(sending);
  }

  return {
    take(body) {
      for (const entry of webhookEntries(body)) {
        if (entry.log !== "whatsapp") continue;
        if (onlyNew([entry]).length > 0) answer(entry);
        else logs.appLogger.info({ phone: entry.phone, id: entry.id }, "Delivered again");
      }
    },
    async idle() {
      await Promise.all(answering);
    },
  };
}
