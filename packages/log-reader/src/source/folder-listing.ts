import { readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";
import {
  formatDayFolder,
  isCalendarDay,
  systemErrorCode,
  type CalendarDay,
  type LogRoot,
} from "@org/log-core";
import type { FileSelection } from "../plan/file-selection.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import { unreadableFolder } from "./log-folder.ts";

/** The names in a folder. */
export interface ListedNames {
  /** Of plain files. */
  readonly files: string[];
  /** Of folders, links and the like. */
  readonly others: string[];
}

/** The day folders below a root, oldest first; none if the root is missing. Links do not count. */
export function listDays(dir: string, root: LogRoot): CalendarDay[] {
  return list(join(dir, root))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter(isCalendarDay)
    .toSorted();
}

/** Everything in a day folder, in no order; nothing if the folder has gone. */
export function listNames(dir: string, root: LogRoot, day: CalendarDay): ListedNames {
  const names: ListedNames = { files: [], others: [] };
  for (const entry of list(`${dir}/${formatDayFolder(root, day)}`)) {
    (entry.isFile() ? names.files : names.others).push(entry.name);
  }
  return names;
}

/**
 * The selected files of some days, oldest day first: all of them with one pattern for each day.
 * Folders that have gone have none.
 * @throws {LogError} `LOG_FOLDER_UNREADABLE`
 */
export async function globFiles(
  dir: string,
  selection: FileSelection,
  days: readonly CalendarDay[],
): Promise<PlannedFile[]> {
  // Loaded when first needed: it takes as long as a search of a month, which lists folders directly.
  const { default: fastGlob } = await import("fast-glob");
  const files: PlannedFile[] = [];
  for (const root of selection.roots) {
    // A pattern would go into a link that is named like a day.
    const there = new Set(listDays(dir, root));
    const patterns = days
      .filter((day) => there.has(day))
      .map((day) => `${formatDayFolder(root, day)}/*`);
    const options = { cwd: dir, followSymbolicLinks: false };
    const found = await fastGlob.glob(patterns, options).catch((error: unknown) => {
      throw unreadableFolder(pathOf(error) ?? join(dir, root), error);
    });
    for (const path of found.toSorted()) {
      const [, day, name = ""] = path.split("/");
      const file = selection.select({ root, day: day as CalendarDay }, name);
      if (typeof file !== "string") files.push(file);
    }
  }
  return files;
}

function pathOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.path;
}

function list(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}
