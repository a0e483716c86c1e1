import { ENTRY_FIELDS, type LogEntry } from "@org/log-core";
import type { Content } from "./content.ts";
import { asFields, joined, numberIn, textIn } from "./fields.ts";
import { problemIn } from "./events.ts";

/** A line of requests.log: `POST https://…`, how it ended and how long it took. */
export function readRequest(entry: LogEntry): Content {
  const data = asFields(entry.data) ?? {};
  const status = numberIn(data, "status");
  const ms = numberIn(data, "durationMs");
  const failed = status !== undefined && status >= 400;
  return {
    text: joined([textIn(data, "method"), textIn(data, "url")], " ") ?? entry.msg,
    notes: [
      status === undefined || failed ? undefined : String(status),
      ms === undefined ? undefined : `${Math.round(ms)} ms`,
    ].filter((note) => note !== undefined),
    problem: joined([failed ? String(status) : undefined, problemIn(data)], " "),
  };
}

const KNOWN: ReadonlySet<string> = new Set([...ENTRY_FIELDS, "err", "pid", "hostname"]);

/** A line of app.log: its message, its error, and what the application logged beside. */
export function readAppLine(entry: LogEntry): Content {
  const error = asFields(entry["err"]);
  const message = error === undefined ? undefined : textIn(error, "message");
  const beside = Object.entries(entry).filter(
    ([name, value]) => !KNOWN.has(name) && value !== undefined,
  );
  const data = Object.entries(asFields(entry.data) ?? {});
  return {
    text: entry.msg,
    problem: message === entry.msg ? undefined : message,
    notes: [...data, ...beside].map(([name, value]) => formatField(name, value)),
  };
}

/** `orderId=4711`; what has parts is given as JSON. */
export function formatField(name: string, value: unknown): string {
  return `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`;
}
