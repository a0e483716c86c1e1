// Logs for one group, in turn from a person who will be erased and from another.
// argv: dir, name, count, person, other, group
import { createLogWriter } from "@org/log-writer";

const [dir, name, count, person, other, group] = process.argv.slice(2);
const logs = createLogWriter({ dir, timeZone: "UTC" });
for (let sequence = 0; sequence < Number(count); sequence += 1) {
  const from = sequence % 2 === 0 ? person : other;
  const id = `${name}-${sequence}`;
  const data = { text: "x".repeat(300) };
  logs.logWhatsAppMessage({ phone: group, from, direction: "INCOMING", type: "text", id, data });
  logs.appLogger.info({ id, phone: from }, "seen");
  if (sequence % 32 === 0) await new Promise(setImmediate);
}
await logs.close();
