// A bot as PM2 runs it: a primary and workers that share one folder and end on their own.
// argv: dir, workers, count
import cluster from "node:cluster";
import { createLogWriter } from "@org/log-writer";

const [dir, workers, count] = process.argv.slice(2);
if (cluster.isPrimary) {
  for (let worker = 0; worker < Number(workers); worker += 1) cluster.fork();
} else {
  const logs = createLogWriter({ dir, timeZone: "UTC" });
  for (let sequence = 0; sequence < Number(count); sequence += 1) {
    logs.logWhatsAppMessage({
      phone: String(1_234_567_000 + (sequence % 3)),
      direction: "INCOMING",
      type: "text",
      id: `${cluster.worker.id}-${sequence}`,
    });
    if (sequence % 50 === 0) await new Promise(setImmediate);
  }
  // Every other worker is told to go while appends are under way, the rest end in good order.
  if (cluster.worker.id % 2 === 0) process.exit(0);
  await logs.close();
  cluster.worker.disconnect();
}
