import { parseLine, type DayFile, type LogEntry } from "@org/log-core";
import { isCalendarDay } from "@org/log-core";
import type { Filter } from "../../src/filter/filter.ts";
import { mayHold } from "../../src/filter/needle.ts";

const day = "2026-11-23";
if (!isCalendarDay(day)) throw new Error("no day");

/** Files of the three logs, for filters that look at where a line stands. */
export const FILES = {
  whatsapp: { log: "whatsapp", key: "1234567890", day, part: 1 },
  app: { log: "app", key: "app", day, part: 1 },
  requests: { log: "requests", key: "requests", day, part: 1 },
} as const satisfies Record<string, DayFile>;

/** An entry with the given fields. */
export function entryWith(fields: Partial<LogEntry>): LogEntry {
  return { level: "info", time: "2026-11-23T10:15:30.123Z", ...fields };
}

/** Whether a filter passes the entry of a line, told by parsing it. */
export function passes(
  filter: Filter,
  line: Buffer | string,
  file: DayFile = FILES.whatsapp,
): boolean {
  const parsed = parseLine(line.toString("utf8"));
  const entry = parsed.kind === "malformed" ? parsed.salvaged : undefined;
  const found = parsed.kind === "entry" ? parsed.entry : entry;
  return found !== undefined && filter.matches(found, file);
}

/** Whether the bytes of a line let it through to the parser. */
export function isCandidate(
  filter: Filter,
  line: Buffer | string,
  file: DayFile = FILES.whatsapp,
): boolean {
  return filter.needles(file.log).every((needle) => mayHold(Buffer.from(line), needle));
}
