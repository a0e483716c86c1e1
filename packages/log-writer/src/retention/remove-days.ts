import { rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import {
  describeValue,
  formatDayFolder,
  LOG_ROOTS,
  systemErrorCode,
  type CalendarDay,
  type LogRoot,
} from "@org/log-core";
import { listDays, listLogFiles, measureDay, orIfMissing, type LogDay } from "./log-days.ts";
import { removeOldLinks } from "./remove-links.ts";

/** Asked before a day is removed: `false`, also from a promise, keeps it. */
export type BeforeDelete = (day: LogDay) => boolean | void | Promise<boolean | void>;

/** What a removal did. */
export interface RemovalReport {
  readonly removed: readonly LogDay[];
  /** Days that `onBeforeDelete` kept. */
  readonly vetoed: readonly LogDay[];
  /** Days whose files could not all be removed; they are tried again next time. */
  readonly failed: readonly { readonly day: LogDay; readonly error: Error }[];
}

/** How days are removed. */
export interface RemovalOptions {
  readonly dir: string;
  /** Days before this one go. */
  readonly oldestKept: CalendarDay;
  /** Only says what would be removed. */
  readonly dryRun: boolean;
  readonly onBeforeDelete?: BeforeDelete | undefined;
}

/**
 * Removes the days before `oldestKept`, told by the folders' names alone. Only regular files that the
 * layout knows are removed; links are not followed and strangers' files stay, with the folder they are
 * in. Doing it in several processes at once is harmless, and it needs no free byte of disk.
 */
export async function removeDays(options: RemovalOptions): Promise<RemovalReport> {
  const removed: LogDay[] = [];
  const vetoed: LogDay[] = [];
  const failed: { day: LogDay; error: Error }[] = [];
  const refused: unknown[] = [];
  for (const root of LOG_ROOTS) {
    for (const day of await listDays(options.dir, root)) {
      if (day >= options.oldestKept) continue;
      const found = await measureOrFail(options.dir, root, day);
      if (found === undefined) continue;
      if (found instanceof Error) {
        failed.push({ day: { root, day, files: 0, bytes: 0 }, error: found });
        continue;
      }
      const outcome = await removeOne(found, options);
      if (outcome === "removed") removed.push(found);
      else if (outcome === "vetoed") vetoed.push(found);
      else failed.push({ day: found, error: outcome });
    }
    if (options.dryRun) continue;
    try {
      removeOldLinks(options.dir, root, options.oldestKept);
    } catch (error) {
      // Kept for the end: the days of the other logs go all the same.
      refused.push(error);
    }
  }
  if (refused.length > 0) throw refused[0];
  return { removed, vetoed, failed };
}

/** A day that cannot be looked into must not keep the others. */
async function measureOrFail(
  dir: string,
  root: LogRoot,
  day: CalendarDay,
): Promise<LogDay | Error | undefined> {
  try {
    return await measureDay(dir, root, day);
  } catch (error) {
    return error as Error;
  }
}

async function removeOne(
  day: LogDay,
  options: RemovalOptions,
): Promise<"removed" | "vetoed" | Error> {
  try {
    if ((await options.onBeforeDelete?.(day)) === false) return "vetoed";
    if (!options.dryRun) await removeFiles(options.dir, day);
    return "removed";
  } catch (error) {
    // The bot's own code was asked, and may throw anything.
    return error instanceof Error ? error : new Error(describeValue(error));
  }
}

async function removeFiles(dir: string, { root, day }: LogDay): Promise<void> {
  const folder = join(dir, formatDayFolder(root, day));
  for (const name of await listLogFiles(folder, root)) {
    await orIfMissing(unlink(join(folder, name)), undefined);
  }
  try {
    await orIfMissing(rmdir(folder), undefined);
  } catch (error) {
    // What is left is not ours: it stays where it is.
    const code = systemErrorCode(error);
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}
