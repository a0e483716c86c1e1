import { join } from "node:path";
import { pino, type Logger } from "pino";
import { NEVER_ASKS, type SubjectFactory } from "../subject.ts";
import { PINO_OPTIONS } from "./pino-line.ts";

type Destination = ReturnType<typeof pino.destination>;

/** One pino with one asynchronous destination per phone, as its help page has it for several files. */
export const createSubject: SubjectFactory = (dir) => {
  const loggers = new Map<string, Logger>();
  const destinations = new Set<Destination>();

  function open(phone: string): Logger {
    const destination = pino.destination({ dest: join(dir, `${phone}.log`), sync: false });
    destinations.add(destination);
    // Without a listener, a file that cannot be opened ends the process.
    destination.on("error", () => {
      // One that has no file will never end; one with a full disk goes on when there is room.
      if (!hasFile(destination)) destinations.delete(destination);
    });
    const logger = pino(PINO_OPTIONS, destination);
    loggers.set(phone, logger);
    return logger;
  }

  return {
    ...NEVER_ASKS,
    log(message) {
      const logger = loggers.get(message.phone) ?? open(message.phone);
      logger.info(message, `${message.direction} ${message.type}`);
      return true;
    },
    reopen() {
      // What its documentation has for SIGHUP.
      for (const destination of destinations) destination.reopen();
    },
    async finish() {
      await Promise.all([...destinations].map((destination) => closed(destination)));
    },
  };
};

/** Whether a destination has been opened; its types do not tell of its descriptor. */
export function hasFile(destination: Destination): boolean {
  return Number(Reflect.get(destination, "fd")) >= 0;
}

/** `end()` writes what is buffered; `flush` alone answers before everything is in the file. */
export function closed(destination: Destination): Promise<void> {
  return new Promise((resolve) => {
    destination.once("close", resolve).once("error", () => resolve());
    destination.end();
  });
}
