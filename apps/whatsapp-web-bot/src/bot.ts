import { attachWhatsAppWeb } from "@org/log-adapters/whatsapp-web";
import type { LogWriter } from "@org/log-writer";
import type { Client } from "whatsapp-web.js";

/** Answers who says hello, and logs everything: messages both ways, acks, calls, groups. */
export function startBot(client: Client, logs: LogWriter): void {
  attachWhatsAppWeb(client, logs);

  client.on("message", (message) => {
    if (!/\bhello\b/i.test(message.body)) return;
    message
      .reply("Hello! How can I help?")
      .catch((error: unknown) => logs.appLogger.error(error, "An answer could not be sent"));
  });

  client
    .initialize()
    .catch((error: unknown) => logs.appLogger.fatal(error, "WhatsApp Web could not be opened"));
}
