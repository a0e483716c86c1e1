import { createLogWriter } from "@org/log-writer";
import { MAX_OPEN_FILES, type SubjectFactory } from "../subject.ts";

/** Our writer. */
export const createSubject: SubjectFactory = (dir) => {
  const logs = createLogWriter({ dir, timeZone: "Europe/Rome", maxOpenFiles: MAX_OPEN_FILES });
  return {
    log: (message) => logs.logWhatsAppMessage(message),
    drained: () => logs.flush(),
    finish: () => logs.close(),
  };
};
