import { createDedupe, logEntries, type AdaptedEntry } from "@org/log-adapters";
import { webhookEntries } from "@org/log-adapters/cloud-api";
import { createLogWriter, type LogWriter } from "@org/log-writer";
import { requestLogger, type RequestHandler } from "@org/log-writer/http";

/** A Cloud API bot: its messages come in webhooks. */
const [dir = "", count = "", ...phones] = process.argv.slice(2);
const logs: LogWriter = createLogWriter({ dir, timeZone: "Europe/Rome", bot: "typescript-esm" });
const handler: RequestHandler = requestLogger(logs);
if (typeof handler !== "function") throw new Error("requestLogger gives no handler");
const dedupe = createDedupe();

function receive(n: number): void {
  const message = {
    from: phones[n % phones.length],
    id: `wamid.${n}`,
    timestamp: String(Math.trunc(Date.now() / 1000)),
    type: "text",
    text: { body: `message ${n}` },
  };
  const value = { messaging_product: "whatsapp", metadata: {}, messages: [message] };
  const entries: readonly AdaptedEntry[] = webhookEntries({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  });
  // WhatsApp delivers again what was not answered in time.
  for (let delivery = 0; delivery < 2; delivery += 1) logEntries(logs, dedupe(entries));
}

receive(0);
await logs.flush();
process.stdout.write("ready\n");
for await (const _ of process.stdin);
for (let n = 1; n < Number(count); n += 1) {
  receive(n);
  if (n % 7 === 0) await new Promise(setImmediate);
}
await logs.close();
