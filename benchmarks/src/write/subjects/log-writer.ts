import { createLogWriter } from "@org/log-writer";
import type { SubjectFactory } from "../subject.ts";

/** Our writer with its defaults. */
export const createSubject: SubjectFactory = (dir) => {
  const logs = createLogWriter({ dir, timeZone: "Europe/Rome" });
  return {
    log: (message) => logs.logWhatsAppMessage(message),
    drained: () => logs.flush(),
    finish: () => logs.close(),
  };
};
