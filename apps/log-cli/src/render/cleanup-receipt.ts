import type { CalendarDay, LogRoot, RetentionDays } from "@org/log-core";
import { neutralise } from "./neutralise.ts";
import { formatCount, formatSize } from "./size.ts";
import { renderTable, type Column } from "./table.ts";

/** What of a cleanup's report the receipt tells. */
export interface Receipt {
  readonly dir: string;
  readonly timeZone: string;
  readonly today: CalendarDay;
  /** The retention that was applied. */
  readonly retentionDays: RetentionDays;
  /** The folder's own retention afterwards. */
  readonly folderRetentionDays: RetentionDays;
  readonly dryRun: boolean;
  readonly removed: readonly {
    readonly root: LogRoot;
    readonly day: CalendarDay;
    readonly files: number;
    readonly bytes: number;
  }[];
  /** Lines that said which ids are one person, of people of whom nothing is kept. */
  readonly aliases: number;
  /** Days that are still there, of all logs. */
  readonly keptDays: number;
}

/** What did not work out. */
interface CleanupOutcome {
  readonly failed: readonly { readonly day: Receipt["removed"][number]; readonly error: Error }[];
}

const COLUMNS: readonly Column[] = [
  { title: "DAY", align: "left" },
  { title: "FILES", align: "right" },
  { title: "SIZE", align: "right" },
];

/**
 * What a cleanup removed, or in a dry run would remove, and what holds for the folder.
 * @param set - Whether the folder's own retention was to be changed.
 * @param listed - Whether the days stand above already, where it was asked.
 */
export function renderCleanupReceipt(
  report: Receipt & CleanupOutcome,
  set: boolean,
  listed = false,
): string {
  const rows = report.removed.map(({ root, day, files, bytes }) => [
    `${root}/${day}`,
    files.toLocaleString("en-US"),
    formatSize(bytes),
  ]);
  return [
    ...(rows.length === 0 || listed ? [] : renderTable(COLUMNS, rows)),
    removal(report),
    ...forgotten(report),
    `${neutralise(report.dir)} ${keeping(report)}.`,
    ...ownRetention(report, set),
    "",
  ].join("\n");
}

function removal({ removed, failed, dryRun, keptDays }: Receipt & CleanupOutcome): string {
  const bytes = removed.reduce((sum, day) => sum + day.bytes, 0);
  const stay = `${formatCount(keptDays, "day folder")} ${dryRun ? "would stay" : "left"}`;
  if (removed.length === 0) {
    return failed.length === 0 ? `Nothing to remove, ${stay}.` : `Nothing was removed, ${stay}.`;
  }
  const done = dryRun ? "Would remove" : "Removed";
  return `${done} ${formatCount(removed.length, "day folder")}, ${formatSize(bytes)}; ${stay}.`;
}

function forgotten({ aliases, dryRun }: Receipt): string[] {
  if (aliases === 0) return [];
  const done = dryRun ? "Would forget" : "Forgot";
  return [`${done} ${formatCount(aliases, "link")} between ids of people of whom nothing is kept.`];
}

function keeping({ retentionDays, today, timeZone }: Receipt): string {
  if (retentionDays === false) return "keeps every day";
  return `keeps today, ${today} (${timeZone}), and ${formatCount(retentionDays, "day")} before it`;
}

/** The folder's own setting, where something else was asked for or it was to change. */
function ownRetention(report: Receipt, set: boolean): string[] {
  const { retentionDays, folderRetentionDays, dryRun } = report;
  const own = describeRetention(folderRetentionDays);
  if (set && dryRun) return [`It is set to keep ${own}; nothing was changed.`];
  if (set) return [`From now on it keeps ${own}.`];
  if (retentionDays === folderRetentionDays) return [];
  return [`It is set to keep ${own}; --set changes that.`];
}

function describeRetention(retentionDays: RetentionDays): string {
  return retentionDays === false ? "every day" : formatCount(retentionDays, "day");
}

/** The receipt for scripts: one object. */
export function cleanupJson(report: Receipt & CleanupOutcome): string {
  const { dir, timeZone, today, retentionDays, folderRetentionDays, dryRun, keptDays } = report;
  const failed = report.failed.map(({ day, error }) => ({ ...day, error: error.message }));
  const { removed, aliases } = report;
  return `${JSON.stringify({ dir, timeZone, today, retentionDays, folderRetentionDays, dryRun, removed, failed, aliases, keptDays })}\n`;
}
