import log4js, { type Logger } from "log4js";
import type { SubjectFactory } from "../subject.ts";
import type { Message } from "../workload.ts";

/** log4js with its multiFile appender: one file per phone, by a property of the logger's context. */
export const createSubject: SubjectFactory = (dir) => {
  log4js.addLayout("line", () => (event) => {
    const [message] = event.data as [Message];
    return JSON.stringify({
      level: event.level.levelStr.toLowerCase(),
      time: event.startTime.toISOString(),
      ...message,
      msg: `${message.direction} ${message.type}`,
    });
  });
  log4js.configure({
    appenders: {
      phones: {
        type: "multiFile",
        base: dir,
        property: "phone",
        extension: ".log",
        layout: { type: "line" },
      },
    },
    categories: { default: { appenders: ["phones"], level: "info" } },
  });
  const loggers = new Map<string, Logger>();
  const pause = watchPause();

  function open(phone: string): Logger {
    const logger = log4js.getLogger("messages");
    logger.addContext("phone", phone);
    loggers.set(phone, logger);
    return logger;
  }

  return {
    log(message) {
      const logger = loggers.get(message.phone) ?? open(message.phone);
      logger.info(message);
      return !pause.isOn();
    },
    drained: () => pause.ended(),
    finish: () => new Promise((resolve) => log4js.shutdown(() => resolve())),
  };
};

/** `log4js:pause` says when a file's buffer is full and when one has drained. */
function watchPause(): { isOn(): boolean; ended(): Promise<void> } {
  let on = false;
  let waiting: (() => void)[] = [];
  // The event is log4js's own, so Node's types do not know it.
  (process as NodeJS.EventEmitter).on("log4js:pause", (paused: boolean) => {
    on = paused;
    if (on) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  });
  return {
    isOn: () => on,
    ended: () => (on ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
}
