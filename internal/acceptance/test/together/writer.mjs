// A bot that logs numbered messages until its stdin ends, and then says how many: `writer.mjs DIR NAME
// PHONES`. Each carries a text and its length, so that a reader can tell whether it has all of it.
import { setTimeout as sleep } from "node:timers/promises";
import { createLogWriter } from "@org/log-writer";

const [dir, name, phones] = process.argv.slice(2);
const keys = phones.split(",");
const logs = createLogWriter({ dir, timeZone: "UTC" });
process.stdin.resume();
let number = 0;
while (!process.stdin.readableEnded) {
  for (let more = 0; more < 10; more += 1) {
    const length = (number * 7919) % 600;
    const data = { text: "é".repeat(length), length };
    const message = `${name}:${number}`;
    const phone = keys[number % keys.length];
    logs.logWhatsAppMessage({ phone, direction: "INCOMING", type: "text", data, message });
    number += 1;
  }
  logs.appLogger.info({ data: { text: "x", length: 1 } }, `${name}:${number}:app`);
  await logs.flush();
  await sleep(20);
}
await logs.close();
process.stdout.write(String(number));
