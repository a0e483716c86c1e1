// Logs COUNT entries while its clock runs from one midnight over the next: an hour for each 100 entries.
// argv: dir, name, count, shared phone, own phone, start (ISO), end ("close", "exit")
import { createLogWriter } from "@org/log-writer";

const [dir, name, count, shared, own, start, end] = process.argv.slice(2);
let nowMs = Date.parse(start);
const logs = createLogWriter({
  dir,
  timeZone: "Europe/Rome",
  clock: { now: () => nowMs },
  onError: ({ code, message }) => {
    // The clock of this test does jump; nothing else may happen.
    if (code !== "LOG_CLOCK_JUMPED") process.stderr.write(`${message}\n`);
  },
});
for (let sequence = 0; sequence < Number(count); sequence += 1) {
  nowMs += 36_000;
  logs.logWhatsAppMessage({
    phone: sequence % 2 === 0 ? shared : own,
    direction: "INCOMING",
    type: "text",
    id: `${name}-${sequence}`,
  });
  if (sequence % 20 === 0) await new Promise(setImmediate);
}
if (end === "exit") process.exit(0);
await logs.close();
