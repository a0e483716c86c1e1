import { resolve } from "node:path";
import {
  createCalendar,
  DEFAULT_FOLDER,
  describeValue,
  findOptionIssues,
  isRetentionDays,
  LogError,
  MAX_RETENTION_DAYS,
  oldestKeptDay,
  optionIssuesError,
  LOG_ROOTS,
  SETTINGS_FILE,
  type CalendarDay,
  type Clock,
  type FolderSettings,
  type OptionRules,
  type RetentionDays,
} from "@org/log-core";
import { folderError, requireLogFolder } from "../folder/require-log-folder.ts";
import { readSettings, replaceSettings, withSettingsLock } from "../folder/settings-store.ts";
import { forgetAliases } from "./forget-aliases.ts";
import { listDays, type LogDay } from "./log-days.ts";
import { removeDays, type BeforeDelete } from "./remove-days.ts";

/** Options of {@link cleanup}. */
export interface CleanupOptions {
  /** The log folder. Default: `app/logs`. */
  readonly dir?: string | undefined;
  /** Days kept before today. Default: the folder's own. `false` removes nothing. */
  readonly retentionDays?: RetentionDays | undefined;
  /** Removes nothing and says what would be removed. Default: false. */
  readonly dryRun?: boolean | undefined;
  /** Makes `retentionDays` the folder's own, also when it is smaller. Default: false. */
  readonly set?: boolean | undefined;
  /** Asked before a day is removed; `false` keeps it. Also asked in a dry run. */
  readonly onBeforeDelete?: BeforeDelete | undefined;
  /** Where today comes from. Default: the system's clock. */
  readonly clock?: Clock | undefined;
}

/** What a cleanup did, or in a dry run would do. */
export interface CleanupReport {
  readonly dir: string;
  readonly timeZone: string;
  /** Today in the folder's zone. */
  readonly today: CalendarDay;
  /** The oldest day that stays; `undefined` if everything does. */
  readonly oldestKept: CalendarDay | undefined;
  /** The retention that was applied. */
  readonly retentionDays: RetentionDays;
  /** The folder's own retention afterwards. */
  readonly folderRetentionDays: RetentionDays;
  readonly dryRun: boolean;
  readonly removed: readonly LogDay[];
  readonly vetoed: readonly LogDay[];
  readonly failed: readonly { readonly day: LogDay; readonly error: Error }[];
  /** Lines blanked that said which ids are one person, of people of whom nothing is kept. */
  readonly aliases: number;
  /** Days that are still there, of all logs. */
  readonly keptDays: number;
}

const RULES: OptionRules<CleanupOptions> = {
  dir: { expected: "a path", accepts: (value) => typeof value === "string" && value !== "" },
  retentionDays: {
    expected: `a whole number of days from 1 to ${MAX_RETENTION_DAYS}, or false`,
    accepts: isRetentionDays,
  },
  dryRun: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
  set: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
  onBeforeDelete: { expected: "a function", accepts: (value) => typeof value === "function" },
  clock: {
    expected: "an object with now()",
    accepts: (value) => typeof (value as Partial<Clock> | null)?.now === "function",
  },
};

/**
 * Removes the days of a log folder that are past its retention, whether or not a writer is running.
 * @throws {LogError} `LOG_OPTIONS_INVALID`, `LOG_FOLDER_MISSING`, `LOG_FOLDER_UNREADABLE`,
 *   `LOG_FOLDER_FOREIGN` (no `layout.json`), `LOG_LAYOUT_INVALID`, `LOG_LAYOUT_NEWER`
 */
export async function cleanup(options: CleanupOptions = {}): Promise<CleanupReport> {
  const issues = findOptionIssues(options, RULES);
  if (issues.length > 0) throw optionIssuesError("LOG_OPTIONS_INVALID", "cleanup", issues);
  const dir = options.dir ?? DEFAULT_FOLDER;
  try {
    return await cleanUp(dir, options);
  } catch (error) {
    throw error instanceof LogError ? error : folderError(dir, error);
  }
}

async function cleanUp(dir: string, options: CleanupOptions): Promise<CleanupReport> {
  const dryRun = options.dryRun ?? false;
  const found = requireLogFolder(dir);
  const retentionDays = options.retentionDays ?? found.retentionDays;
  const settings =
    options.set === true && !dryRun ? storeRetention(dir, found, retentionDays) : found;
  const { timeZone } = settings;
  const calendar = createCalendar(timeZone);
  const today = calendar.dayOf(options.clock?.now() ?? Date.now());
  const oldestKept = oldestKeptDay(today, retentionDays);
  const { onBeforeDelete } = options;
  const removal =
    oldestKept === undefined
      ? { removed: [], vetoed: [], failed: [] }
      : await removeDays({ dir, oldestKept, dryRun, onBeforeDelete });
  const aliases =
    oldestKept === undefined ? 0 : await forgetAliases({ dir, oldestKept, calendar, dryRun });
  return {
    dir,
    timeZone,
    today,
    oldestKept,
    retentionDays,
    folderRetentionDays: settings.retentionDays,
    dryRun,
    ...removal,
    aliases,
    keptDays: (await countDays(dir)) - (dryRun ? removal.removed.length : 0),
  };
}

function storeRetention(
  dir: string,
  found: FolderSettings,
  retentionDays: RetentionDays,
): FolderSettings {
  const stored = withSettingsLock(dir, () => {
    const settings = { ...(readSettings(dir) ?? found), retentionDays };
    replaceSettings(dir, settings);
    return settings;
  });
  if (stored !== undefined) return stored;
  throw new LogError(
    "LOG_FOLDER_UNREADABLE",
    `${SETTINGS_FILE} in ${describeValue(resolve(dir))} is being changed by another process. Try again.`,
  );
}

async function countDays(dir: string): Promise<number> {
  let count = 0;
  for (const root of LOG_ROOTS) count += (await listDays(dir, root)).length;
  return count;
}
