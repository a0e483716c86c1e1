// A bot in a worker thread that ends its thread in the tick in which it logged.
// argv: dir, count, end ("exit" or "throw"), saturate ("yes" fills the thread pool before)
import { pbkdf2 } from "node:crypto";
import { isMainThread, Worker } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import { createLogWriter } from "@org/log-writer";

const [dir, count, end, saturate] = process.argv.slice(2);

if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), { argv: process.argv.slice(2) });
  worker.on("error", () => undefined);
} else {
  const logs = createLogWriter({ dir, timeZone: "UTC" });
  if (saturate === "yes") {
    for (let task = 0; task < 16; task += 1)
      pbkdf2("a", "b", 200_000, 64, "sha512", () => undefined);
  }
  for (let sequence = 0; sequence < Number(count); sequence += 1) {
    logs.logWhatsAppMessage({
      phone: "1234567890",
      direction: "INCOMING",
      type: "text",
      id: `w-${sequence}`,
    });
    if (sequence % 1000 === 0) await new Promise(setImmediate);
  }
  if (end === "throw") throw new Error("uncaught");
  process.exit(0);
}
