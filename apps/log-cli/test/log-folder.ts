import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  createCalendar,
  DEFAULT_FOLDER,
  formatDayFile,
  formatEntry,
  formatFolderSettings,
  type LogEntry,
  type LogKind,
} from "@org/log-core";
import { tempDir } from "@org/test-kit";

/** An entry of a test: what is not given is an incoming text. */
export type Said = Partial<LogEntry> & { readonly time: string; readonly log?: LogKind };

/** What a test's folder is set to. */
export interface FolderSetup {
  readonly timeZone?: string;
  readonly retentionDays?: number;
  /** Where it lies below the folder that is returned. */
  readonly folder?: string;
}

/**
 * Makes a temporary folder with a log folder at `app/logs` in it and returns it. Lines are put where
 * the format has them, without the writer: what is tested is reading.
 */
export function folderWith(said: readonly Said[], setup: FolderSetup = {}): string {
  const root = tempDir();
  fillFolder(join(root, setup.folder ?? DEFAULT_FOLDER), said, setup);
  return root;
}

/** Fills a log folder as {@link folderWith} does. */
export function fillFolder(dir: string, said: readonly Said[], setup: FolderSetup = {}): void {
  const { timeZone = "Europe/Rome", retentionDays = 30 } = setup;
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, "layout.json"),
    formatFolderSettings({ version: 1, timeZone, retentionDays }),
  );
  const calendar = createCalendar(timeZone);
  for (const { log = "whatsapp", ...fields } of said) {
    const entry = log === "whatsapp" ? message(fields) : { level: "info" as const, ...fields };
    const key = log === "whatsapp" ? (entry.phone ?? "") : log;
    const day = calendar.dayOf(Date.parse(entry.time));
    const file = join(dir, formatDayFile({ log, key, day, part: 1 }));
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${formatEntry(entry)}\n`);
  }
}

function message(fields: Partial<LogEntry> & { readonly time: string }): LogEntry {
  const entry = {
    level: "info" as const,
    phone: "1234567890",
    direction: "INCOMING" as const,
    type: "text",
    ...fields,
  };
  return { ...entry, msg: fields.msg ?? `${entry.direction} ${entry.type}` };
}
