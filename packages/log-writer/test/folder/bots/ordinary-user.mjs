// A bot that is not root: logs one message and one event, and says what was reported.
// argv: folder, options as JSON
import process from "node:process";

if (process.getuid?.() === 0) {
  process.setgid(65_534);
  process.setuid(65_534);
}
const { createLogWriter } = await import("@org/log-writer");

const [dir, options = "{}"] = process.argv.slice(2);
const problems = [];
try {
  const logs = createLogWriter({
    dir,
    ...JSON.parse(options),
    onError: ({ code, message }) => void problems.push({ code, message }),
  });
  logs.logWhatsAppMessage({ phone: "1234567890", direction: "incoming", type: "text" });
  logs.appLogger.info("hello");
  const flushed = await logs.flush().then(
    () => "flushed",
    ({ code }) => code,
  );
  const { accepted, written, dropped } = logs.metrics();
  process.stdout.write(JSON.stringify({ flushed, problems, accepted, written, dropped }));
} catch ({ code, message }) {
  process.stdout.write(JSON.stringify({ thrown: code, message }));
}
process.exit(0);
