// Logs at a steady rate until it is killed. After each entry it says, in one write that outlives it,
// how many entries are accepted and how many of them written.
// argv: dir, name, entries each millisecond
import { writeSync } from "node:fs";
import { createLogWriter } from "@org/log-writer";

const [dir, name, entriesEachMs] = process.argv.slice(2);
const logs = createLogWriter({ dir, timeZone: "UTC" });
let sequence = 0;

setInterval(() => {
  for (let left = Number(entriesEachMs); left > 0; left -= 1) {
    logs.logWhatsAppMessage({
      phone: String(1_234_567_000 + (sequence % 3)),
      direction: "INCOMING",
      type: "text",
      id: `${name}-${sequence}`,
      data: { text: "x".repeat(200) },
    });
    sequence += 1;
  }
  const { accepted, written } = logs.metrics();
  writeSync(1, `${JSON.stringify({ accepted, written })}\n`);
}, 1);
