// Links ids of its own, in small steps, and says when it has begun.
// argv: dir, name, count
import { createLogWriter } from "@org/log-writer";

const [dir, name, count] = process.argv.slice(2);
const logs = createLogWriter({ dir, timeZone: "UTC" });
for (let at = 0; at < Number(count); at += 1) {
  logs.linkPhones([`${name}${10_000 + at}@lid`, `39${name}${10_000 + at}`]);
  if (at % 16 === 0) await new Promise(setImmediate);
  if (at === 100) process.stdout.write("begun\n");
}
await logs.close();
