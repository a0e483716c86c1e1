import {
  createCalendar,
  formatDayFile,
  formatEntry,
  formatFolderSettings,
  type LogEntry,
  type LogKind,
} from "@org/log-core";
import { fileTree } from "@org/test-kit";
import { locationOf, openLogs, type LogReader, type QueryReport } from "../src/index.ts";

/** "Now" in these tests. */
export const NOW: number = Date.parse("2026-11-23T10:15:30.123Z");
export const HOUR_MS = 3_600_000;
export const DAY_MS: number = 24 * HOUR_MS;

/** An entry to be written where a writer would write it. */
export interface Written extends Partial<LogEntry> {
  /** When, in ms before {@link NOW}. */
  readonly ago?: number;
  readonly log?: LogKind;
  readonly instance?: string;
  readonly part?: number;
}

/** The files that a writer would have made of some entries. */
function logFiles(entries: readonly Written[], timeZone = "UTC"): Record<string, string> {
  const calendar = createCalendar(timeZone);
  const files: Record<string, string> = {
    "layout.json": formatFolderSettings({ version: 1, timeZone, retentionDays: 30 }),
  };
  for (const { ago = 0, log = "whatsapp", part = 1, ...fields } of entries) {
    const entry: LogEntry = { level: "info", time: new Date(NOW - ago).toISOString(), ...fields };
    const day = calendar.dayOf(Date.parse(entry.time));
    const key = log === "whatsapp" ? (entry.phone ?? "1234567890") : log;
    const path = formatDayFile({ log, key, day, part, instance: entry.instance });
    files[path] = `${files[path] ?? ""}${formatEntry(entry)}\n`;
  }
  return files;
}

/** A folder as a writer would have made it of some entries, and a reader of it. */
export function logsOf(
  entries: readonly Written[],
  { timeZone = "UTC", files = {} }: { timeZone?: string; files?: Record<string, string> } = {},
): { readonly dir: string; readonly logs: LogReader } {
  const dir = fileTree({ ...logFiles(entries, timeZone), ...files });
  return { dir, logs: openLogs({ dir, clock: { now: () => NOW } }) };
}

/** Everything an iteration gives. */
export async function collect(entries: AsyncIterable<LogEntry>): Promise<LogEntry[]> {
  const found: LogEntry[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
}

/** The messages of everything an iteration gives. */
export async function messages(entries: AsyncIterable<LogEntry>): Promise<(string | undefined)[]> {
  return (await collect(entries)).map(({ msg }) => msg);
}

/** The files that the entries of an iteration stand in. */
export async function filesOf(entries: AsyncIterable<LogEntry>): Promise<(string | undefined)[]> {
  return (await collect(entries)).map((entry) => locationOf(entry)?.file);
}

/** Runs a query to its end and returns its report. */
export async function reportOf(
  run: (onReport: (report: QueryReport) => void) => AsyncIterable<LogEntry>,
): Promise<QueryReport> {
  const reports: QueryReport[] = [];
  await collect(run((report) => reports.push(report)));
  const [report] = reports;
  if (report === undefined || reports.length > 1) throw new Error(`${reports.length} reports`);
  return report;
}
