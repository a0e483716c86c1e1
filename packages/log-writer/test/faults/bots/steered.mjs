// A bot that logs what its parent asks for, so that a test decides what happens in between.
// argv: dir, name, [writer options as JSON]. Each line on stdin is a command, each answer a line on stdout.
import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { createLogWriter } from "@org/log-writer";

const [dir, name, options = "{}"] = process.argv.slice(2);
const { hear = true, ...rest } = JSON.parse(options);
const errors = [];
let clockOffsetMs = 0;
const logs = createLogWriter({
  dir,
  timeZone: "UTC",
  clock: { now: () => Date.now() + clockOffsetMs },
  ...rest,
  ...(hear ? { onError: ({ code, message }) => errors.push({ code, message }) } : undefined),
});
let sequence = 0;

function log(phones, bytes) {
  logs.logWhatsAppMessage({
    phone: String(1_234_567_000 + (sequence % phones)),
    direction: "INCOMING",
    type: "text",
    id: `${name}-${sequence}`,
    data: { text: "x".repeat(bytes) },
  });
  sequence += 1;
}

const eaten = [];

const commands = {
  /** Takes every descriptor the process can have, as a bot with too many sockets does. */
  eatDescriptors() {
    try {
      for (;;) eaten.push(openSync("/dev/null"));
    } catch ({ code }) {
      return { code, eaten: eaten.length };
    }
  },
  returnDescriptors() {
    for (const fd of eaten.splice(0)) closeSync(fd);
    return { eaten: 0 };
  },
  /** Logs `count` entries, yielding now and then, without waiting for them to be written. */
  async log({ count, phones = 1, bytes = 200 }) {
    for (let left = count; left > 0; left -= 1) {
      log(phones, bytes);
      if (left % 16 === 0) await new Promise(setImmediate);
    }
    return { logged: sequence };
  },
  /** Links `count` pairs of ids, as with every message of as many people. */
  link({ count }) {
    let taken = 0;
    for (let at = 10_000; at < 10_000 + count; at += 1) {
      if (logs.linkPhones([`${at}@lid`, `39${at}`])) taken += 1;
    }
    return { taken };
  },
  /** Sets the bot's clock, which goes on from there. */
  setClock({ at }) {
    clockOffsetMs = Date.parse(at) - Date.now();
    return { clockOffsetMs };
  },
  async flush() {
    return logs.flush().then(
      () => ({ flushed: true }),
      ({ code }) => ({ flushed: false, code }),
    );
  },
  state: () => ({ ...logs.metrics(), reported: errors, logged: sequence }),
  async close() {
    const closed = await logs.close().then(
      () => true,
      () => false,
    );
    return { closed, ...logs.metrics(), reported: errors };
  },
  /** Ends the process on the spot, without an answer. */
  exit: () => process.exit(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...args } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await commands[command](args))}\n`);
}
