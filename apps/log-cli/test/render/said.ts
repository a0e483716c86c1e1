import type { LogEntry } from "@org/log-core";

/** An entry of the conversation: what is not given is an incoming text. */
export function said(time: string, fields: Partial<LogEntry>): LogEntry {
  const entry = {
    level: "info",
    time,
    phone: "1234567890",
    direction: "INCOMING",
    type: "text",
    ...fields,
  } as const;
  return { ...entry, msg: fields.msg ?? `${entry.direction} ${entry.type}` };
}
