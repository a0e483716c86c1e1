import { EventEmitter } from "node:events";
import { attachWhatsAppWeb } from "@org/log-adapters/whatsapp-web";
import { createLogWriter, type LogWriter, type LogWriterOptions } from "@org/log-writer";
import { logOutgoingRequests } from "@org/log-writer/http";
import { createPhoneTagger } from "@org/log-writer/mask";
import type { TransportOptions } from "@org/log-writer/transport";

/** A whatsapp-web.js bot: its messages are events of a client. */
const [dir = "", count = "", ...phones] = process.argv.slice(2);
const shared: TransportOptions = { dir, timeZone: "Europe/Rome", bot: "typescript-node10" };
const options: LogWriterOptions = { ...shared, links: true };
const logs: LogWriter = createLogWriter(options);
const client = new EventEmitter();
attachWhatsAppWeb(client, logs);
logOutgoingRequests(logs)();
if (typeof createPhoneTagger !== "function") throw new Error("@org/log-writer/mask is empty");

function receive(n: number): void {
  const from = `${phones[n % phones.length]}@c.us`;
  const id = { fromMe: false, remote: from, id: `W${n}` };
  const message = { id, from, timestamp: 1_795_428_930, type: "chat", body: `message ${n}` };
  client.emit("message", message);
  client.emit("message_create", message);
}

async function main(): Promise<void> {
  receive(0);
  await logs.flush();
  process.stdout.write("ready\n");
  for await (const _ of process.stdin);
  for (let n = 1; n < Number(count); n += 1) {
    receive(n);
    if (n % 7 === 0) await new Promise(setImmediate);
  }
  await logs.close();
}
void main();
