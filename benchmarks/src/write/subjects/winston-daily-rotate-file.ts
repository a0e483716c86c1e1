import { createLogger, format, type Logger } from "winston";
import DailyRotateFile from "winston-daily-rotate-file";
import { NEVER_ASKS, type SubjectFactory } from "../subject.ts";

interface PhoneLog {
  readonly logger: Logger;
  readonly transport: DailyRotateFile;
}

/**
 * One winston logger with one daily rotating transport per phone. The transport takes every line at
 * once whatever its file does, so the logger never asks to wait.
 */
export const createSubject: SubjectFactory = (dir) => {
  const logs = new Map<string, PhoneLog>();

  function open(phone: string): PhoneLog {
    const transport = new DailyRotateFile({
      dirname: dir,
      filename: `${phone}.%DATE%.log`,
      datePattern: "YYYY-MM-DD",
      maxFiles: "30d",
    });
    const logger = createLogger({
      format: format.combine(format.timestamp({ alias: "time" }), format.json()),
      transports: [transport],
    });
    logger.on("error", () => undefined);
    const log = { logger, transport };
    logs.set(phone, log);
    return log;
  }

  return {
    ...NEVER_ASKS,
    log(message) {
      const { logger } = logs.get(message.phone) ?? open(message.phone);
      logger.info(`${message.direction} ${message.type}`, message);
      return true;
    },
    async finish() {
      await Promise.all([...logs.values()].map((log) => finished(log)));
    },
  };
};

/** The transport says `finish` when its file has everything, as its documentation has it. */
function finished({ logger, transport }: PhoneLog): Promise<void> {
  return new Promise((resolve) => {
    transport.once("finish", () => resolve()).once("error", () => resolve());
    logger.end();
  });
}
