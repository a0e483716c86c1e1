import { join } from "node:path";
import { pino, type Logger } from "pino";
import buildPinoRoll from "pino-roll";
import { NEVER_ASKS, type SubjectFactory } from "../subject.ts";
import type { Message } from "../workload.ts";
import { closed, hasFile } from "./pino-per-phone.ts";
import { PINO_OPTIONS } from "./pino-line.ts";

type Destination = ReturnType<typeof pino.destination>;

/** A phone's file: its logger once it is open, what was logged before that until then. */
interface PhoneLog {
  logger: Logger | undefined;
  readonly early: Message[];
}

/**
 * One stream of pino-roll per phone, rolled daily, each in a folder of its own: in a common one, every
 * stream would read the names of all others when it is opened.
 */
export const createSubject: SubjectFactory = (dir) => {
  const logs = new Map<string, PhoneLog>();
  const opening: Promise<void>[] = [];
  const destinations = new Set<Destination>();

  async function open(phone: string, log: PhoneLog): Promise<void> {
    const file = join(dir, phone, "messages");
    const destination = await buildPinoRoll({
      file,
      frequency: "daily",
      dateFormat: "yyyy-MM-dd",
      extension: ".log",
      mkdir: true,
      sync: false,
    });
    destinations.add(destination);
    destination.on("error", () => {
      if (!hasFile(destination)) destinations.delete(destination);
    });
    const logger = pino(PINO_OPTIONS, destination);
    for (const message of log.early.splice(0)) write(logger, message);
    log.logger = logger;
  }

  function add(phone: string): PhoneLog {
    const log: PhoneLog = { logger: undefined, early: [] };
    logs.set(phone, log);
    opening.push(open(phone, log));
    return log;
  }

  return {
    ...NEVER_ASKS,
    log(message) {
      const log = logs.get(message.phone) ?? add(message.phone);
      if (log.logger === undefined) log.early.push(message);
      else write(log.logger, message);
      return true;
    },
    async finish() {
      await Promise.allSettled(opening);
      await Promise.all([...destinations].map((destination) => closed(destination)));
    },
  };
};

function write(logger: Logger, message: Message): void {
  logger.info(message, `${message.direction} ${message.type}`);
}
