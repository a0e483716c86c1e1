// Logs COUNT numbered entries over PHONES phones as fast as it can, and then ends in the way asked for.
// argv: dir, name, count, phones, end, [writer options as JSON]
import { createLogWriter } from "@org/log-writer";

const [dir, name, count, phones, end, options = "{}"] = process.argv.slice(2);
const logs = createLogWriter({ dir, timeZone: "UTC", ...JSON.parse(options) });

function log(sequence) {
  logs.logWhatsAppMessage({
    phone: String(1_234_567_000 + (sequence % Number(phones))),
    direction: "INCOMING",
    type: "text",
    id: `${name}-${sequence}`,
    data: { text: `message ${sequence} of ${name}` },
  });
}

const ends = {
  // Everything in one tick, and the process is gone before anything was asked of the disk.
  exit: () => process.exit(0),
  // The same while appends are under way on the thread pool.
  busy: () => process.exit(0),
  throw: () => {
    throw new Error("uncaught");
  },
  return: () => undefined,
  close: () => logs.close(),
  handler: () => {
    process.on("uncaughtException", () => process.exit(3));
    setImmediate(() => {
      throw new Error("uncaught");
    });
  },
};

// Yields now and then, except where the point is that there is no time to.
const yields = end === "close" || end === "return" || end === "busy";
let mostOpen = 0;
for (let sequence = 0; sequence < Number(count); sequence += 1) {
  log(sequence);
  if (!yields || sequence % 64 !== 0) continue;
  await new Promise(setImmediate);
  mostOpen = Math.max(mostOpen, logs.metrics().openFiles);
}
if (end === "close") {
  await logs.close();
  process.stdout.write(JSON.stringify({ ...logs.metrics(), mostOpen }));
} else {
  ends[end]();
}
