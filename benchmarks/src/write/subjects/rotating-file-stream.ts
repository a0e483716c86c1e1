import { once } from "node:events";
import { pino, type Logger } from "pino";
import { createStream, type RotatingFileStream } from "rotating-file-stream";
import type { SubjectFactory } from "../subject.ts";
import { PINO_OPTIONS } from "./pino-line.ts";

/** pino over one rotating-file-stream per phone, rotated daily: one write per line. */
export const createSubject: SubjectFactory = (dir) => {
  const logs = new Map<string, { logger: Logger; stream: RotatingFileStream }>();
  const failed = new Set<RotatingFileStream>();
  const full = new Set<RotatingFileStream>();

  function open(phone: string): { logger: Logger; stream: RotatingFileStream } {
    const stream = createStream(`${phone}.log`, { path: dir, interval: "1d" });
    // Its documentation: after an error nothing more can be done with the stream.
    stream.on("error", () => failed.add(stream));
    const log = { logger: pino(PINO_OPTIONS, stream), stream };
    logs.set(phone, log);
    return log;
  }

  return {
    log(message) {
      const { logger, stream } = logs.get(message.phone) ?? open(message.phone);
      logger.info(message, `${message.direction} ${message.type}`);
      if (stream.writableNeedDrain && !failed.has(stream)) full.add(stream);
      return full.size === 0;
    },
    async drained() {
      const waiting = [...full].filter((stream) => !failed.has(stream));
      full.clear();
      await Promise.all(
        waiting.map((stream) => Promise.race([once(stream, "drain"), ended(stream)])),
      );
    },
    async finish() {
      const alive = [...logs.values()].filter(({ stream }) => !failed.has(stream));
      await Promise.all(
        alive.map(({ stream }) => {
          stream.end();
          return ended(stream);
        }),
      );
    },
  };
};

function ended(stream: RotatingFileStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once("close", resolve).once("error", () => resolve());
  });
}
