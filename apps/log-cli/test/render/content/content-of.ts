import type { LogEntry } from "@org/log-core";
import type { Content } from "../../../src/render/content/content.ts";
import { entryContent } from "../../../src/render/content/entry-content.ts";

const message = {
  level: "info",
  time: "2026-11-23T10:15:30.123Z",
  phone: "1234567890",
  direction: "INCOMING",
  type: "text",
} as const;

/** What is there: an empty list or a missing part says nothing. */
export function contentOf(fields: Partial<LogEntry>): Partial<Content> {
  const entry: LogEntry = { ...message, ...fields };
  const content = entryContent({ ...entry, msg: entry.msg ?? `${entry.direction} ${entry.type}` });
  return Object.fromEntries(
    Object.entries(content).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
