import type { LogSink } from "../../src/index.ts";

/** A writer that keeps what it is given. */
export interface Recorder extends LogSink {
  readonly messages: Record<string, unknown>[];
  readonly links: (readonly string[])[];
  readonly app: (readonly [level: string, fields: object, text: string])[];
}

/** Keeps what is logged; `refuse` can throw as the real writer does. */
export function createRecorder(refuse?: () => void): Recorder {
  const messages: Record<string, unknown>[] = [];
  const links: (readonly string[])[] = [];
  const app: (readonly [string, object, string])[] = [];
  const keep =
    (level: string) =>
    (fields: object, text: string): void => {
      app.push([level, fields, text]);
    };
  return {
    messages,
    links,
    app,
    linkPhones(phones, reason = "same") {
      refuse?.();
      links.push([reason, ...phones]);
      return true;
    },
    logWhatsAppMessage(message) {
      refuse?.();
      messages.push({ ...message });
      return true;
    },
    appLogger: { info: keep("info"), warn: keep("warn"), error: keep("error") },
  };
}
