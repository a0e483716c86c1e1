// Logs one entry for each time given. argv: dir, time zone, phone, times
import { createLogWriter } from "@org/log-writer";

const [dir, timeZone, phone, ...times] = process.argv.slice(2);
const logs = createLogWriter({ dir, timeZone, retentionDays: false });
for (const time of times) {
  logs.logWhatsAppMessage({ phone, direction: "INCOMING", type: "text", time: new Date(time) });
}
await logs.close();
