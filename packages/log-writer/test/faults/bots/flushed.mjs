// Logs a little to three phones, flushes, and says so in one write of its own, which a trace can see.
// argv: dir
import { writeSync } from "node:fs";
import { createLogWriter } from "@org/log-writer";

const logs = createLogWriter({ dir: process.argv[2], timeZone: "UTC", durability: "fsync" });
for (let round = 0; round < 3; round += 1) {
  for (let sequence = 0; sequence < 30; sequence += 1) {
    logs.logWhatsAppMessage({
      phone: String(1_234_567_000 + (sequence % 3)),
      direction: "INCOMING",
      type: "text",
      id: `${round}-${sequence}`,
    });
  }
  await logs.flush();
  writeSync(1, "flushed\n");
}
await logs.close();
