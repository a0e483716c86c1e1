import type { LogEntry } from "@org/log-core";

const MAX_CHARS = 500;
const MAX_ITEMS = 20;
const MAX_DEPTH = 5;

/** A copy of an entry in little memory: long texts and lists are cut, and what lies deep is left out. */
export function shortened(entry: LogEntry): LogEntry {
  return shorten(entry, 0) as LogEntry;
}

function shorten(value: unknown, depth: number): unknown {
  if (typeof value === "string") return shortText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ITEMS).map((item) => shorten(item, depth + 1));
  }
  const fields = Object.entries(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(
    fields.map(([name, inner]) => [shortText(name), shorten(inner, depth + 1)]),
  );
}

/** The beginning, as a text of its own: a slice would hold on to all of it. */
function shortText(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  const beginning = text.slice(0, MAX_CHARS - 1).replace(/\p{Surrogate}$/u, "");
  return Buffer.from(`${beginning}…`).toString();
}
