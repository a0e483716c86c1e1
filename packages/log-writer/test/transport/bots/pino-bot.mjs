// An ordinary pino bot that ends in the way asked for.
// argv: dir, count, end
import { pino } from "pino";

const [dir, count, end] = process.argv.slice(2);
const logger = pino({
  level: "debug",
  transport: { target: "@org/log-writer/transport", options: { dir, timeZone: "UTC", bot: "old" } },
});
for (let sequence = 0; sequence < Number(count); sequence += 1) {
  logger.info(
    { phone: "1234567890", id: `m${sequence}`, direction: "incoming", type: "text" },
    "Hello",
  );
  logger.debug({ sequence }, "Application event");
}
if (end === "exit") process.exit(0);
if (end === "throw") throw new Error("uncaught");
if (end === "late") setTimeout(() => logger.fatal(new Error("no route"), "The end"), 50);
if (end === "flush") {
  logger.flush(() => {
    process.stdout.write("flushed");
    process.kill(process.pid, "SIGKILL");
  });
}
