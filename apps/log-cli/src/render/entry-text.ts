import type { LogEntry } from "@org/log-core";

/**
 * What an entry says, as one text: the message of a person, else the line's own message, else its data.
 * Not yet safe to look at.
 */
export function entryText(entry: LogEntry): string {
  const said = messageText(entry.data);
  const own = entry.msg === `${entry.direction} ${entry.type}` ? undefined : entry.msg;
  const author = entry.from === undefined ? "" : `${entry.from}: `;
  return author + (said ?? own ?? compact(entry.data)) + errorText(entry);
}

/** Where the libraries put the words of a message. */
const TEXT_FIELDS = ["text", "body", "caption", "conversation"] as const;

function messageText(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  for (const field of TEXT_FIELDS) {
    const value = (data as Record<string, unknown>)[field];
    // The Cloud API gives `text: { body: "Hello" }`.
    const text = typeof value === "object" ? messageText(value) : value;
    if (typeof text === "string" && text !== "") return text;
  }
  return undefined;
}

/** pino puts an error that was logged into `err`. */
function errorText(entry: LogEntry): string {
  const { err } = entry;
  if (typeof err !== "object" || err === null) return "";
  const { message } = err as { message?: unknown };
  return typeof message === "string" && message !== entry.msg ? `: ${message}` : "";
}

function compact(data: unknown): string {
  return data === undefined || data === null ? "" : JSON.stringify(data);
}
