import { isLogError, type LogWriter, type WhatsAppMessage } from "@org/log-writer";
import type { GraphApi } from "./graph-api.ts";
import { replyTo } from "./replies.ts";
import { createSeenIds } from "./seen-ids.ts";
import { webhookItems, type WebhookItem } from "./webhook-entries.ts";

/** WhatsApp delivers again for days when it is not sure; a busy bot sees this many ids in one. */
const REMEMBERED_IDS = 10_000;

/** Logs what deliveries tell, and answers messages. */
export interface Bot {
  /** Takes one delivery. Returns at once; answers are sent afterwards. */
  take(body: unknown): void;
  /** Resolves when all answers are sent. */
  idle(): Promise<void>;
}

/** A bot that logs to `logs` and answers over `graph`. */
export function createBot(logs: LogWriter, graph: GraphApi): Bot {
  const seen = createSeenIds(REMEMBERED_IDS);
  const answering = new Set<Promise<void>>();

  function takeItem(item: WebhookItem): void {
    if (item.kind === "notice") {
      logs.appLogger[item.level]({ data: item.data }, item.text);
      return;
    }
    if (!seen.add(deliveryId(item.entry))) {
      logs.appLogger.info({ phone: item.entry.phone, id: item.entry.id }, "Delivered again");
      return;
    }
    if (logEntry(logs, item.entry) && item.kind === "message") answer(item.message);
  }

  function answer(message: Parameters<typeof replyTo>[0]): void {
    const reply = replyTo(message);
    if (reply === undefined) return;
    const sending = graph.send(message.phone, reply).finally(() => answering.delete(sending));
    answering.add(sending);
  }

  return {
    take(body) {
      for (const item of webhookItems(body)) takeItem(item);
    },
    async idle() {
      await Promise.all(answering);
    },
  };
}

/** What makes a delivery the same as another: of one message there are several statuses. */
function deliveryId({ id, type, message, from }: WhatsAppMessage): string {
  return type === "status" ? `${id} ${message} ${from ?? ""}` : `${id}`;
}

/** Logs a message; one that cannot be logged must not keep the others of a delivery from it. */
function logEntry(logs: LogWriter, entry: WhatsAppMessage): boolean {
  try {
    logs.logWhatsAppMessage(entry);
    return true;
  } catch (error) {
    if (!isLogError(error)) throw error;
    logs.appLogger.error({ err: error, id: entry.id }, "A message could not be logged");
    return false;
  }
}
