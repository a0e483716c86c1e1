import type { EntryFields } from "./entry-fields.ts";
import { createPino, type LineBase } from "./pino.ts";
import { createTimeText } from "./time-text.ts";

/** Formats an entry as a line, line feed included. */
export type LineFormatter = (entry: EntryFields) => string;

/**
 * A formatter of messages and requests. Entries hold plain values only, so nothing of the caller's
 * runs in between, and one pino can serve every file.
 */
export function createLineFormatter(base: LineBase): LineFormatter {
  let timeText = "";
  let line = "";
  const logger = createPino(
    { base, level: "trace", timestamp: () => timeText },
    {
      write(text) {
        line = text;
      },
    },
  );
  const timeOf = createTimeText();
  return (entry) => {
    timeText = timeOf(entry.timeMs);
    logger[entry.level](entry.fields, entry.msg);
    return line;
  };
}
