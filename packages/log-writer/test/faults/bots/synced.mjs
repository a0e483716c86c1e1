// Logs twice, says how each flush ended, and ends as it is told to.
// argv: dir, "close" | "exit" | "at once"
import { createLogWriter } from "@org/log-writer";

const [dir, end] = process.argv.slice(2);
const logs = createLogWriter({ dir, timeZone: "UTC", durability: "fsync" });
function say(how) {
  return (error) => void process.stdout.write(`${how}: ${error?.code ?? "done"}\n`);
}
if (end === "at once") {
  logs.appLogger.info("only");
  process.exit();
}
logs.logRequest({ method: "GET", url: "https://example.com" });
await logs.flush().then(say("flush"), say("flush"));
logs.appLogger.info("first");
await logs.flush().then(say("flush"), say("flush"));
logs.appLogger.info("last");
if (end === "exit") process.exit();
await logs.close().then(say("close"), say("close"));
