// Starts a writer that asks for a retention, at the same moment as others do.
// argv: folder, retention days
import { once } from "node:events";
import { createLogWriter } from "@org/log-writer";

const [dir, retentionDays] = process.argv.slice(2);
process.stdout.write("ready\n");
await once(process.stdin, "data");
const logs = createLogWriter({ dir, timeZone: "UTC", retentionDays: Number(retentionDays) });
await logs.close();
process.stdin.destroy();
