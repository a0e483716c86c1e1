// Logs three days of hours while its folder cannot be made, and exits in the moment in which it appears.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createLogWriter } from "../../../dist/index.js";

const [dir, timeZone, now] = process.argv.slice(2);
const logs = createLogWriter({ dir, clock: { now: () => Number(now) }, onError: () => undefined });
for (let hour = 0; hour < 72; hour += 1) {
  const time = new Date(Number(now) + (hour - 36) * 3_600_000);
  for (const phone of ["1234567890", "1234567891", "1234567892"]) {
    logs.logWhatsAppMessage({ phone, direction: "incoming", type: "text", id: `${hour}`, time });
  }
}
await new Promise(setImmediate);
rmSync(dirname(dir));
mkdirSync(dir, { recursive: true });
writeFileSync(
  join(dir, "layout.json"),
  JSON.stringify({ version: 1, timeZone, retentionDays: 30 }),
);
process.exit(0);
