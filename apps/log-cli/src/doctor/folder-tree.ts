import { lstatSync, readdirSync, readlinkSync, type Stats } from "node:fs";
import { join } from "node:path";
import {
  formatDayFolder,
  isCalendarDay,
  LOG_ROOTS,
  systemErrorCode,
  type CalendarDay,
  type LogRoot,
} from "@org/log-core";

/** One thing in a log folder, by `lstat`: links are not followed. */
export interface TreeItem {
  /** Below the log folder, with `/`. */
  readonly path: string;
  readonly name: string;
  readonly stats: Stats;
}

/** A day folder and what is in it. */
interface TreeDay extends TreeItem {
  readonly root: LogRoot;
  readonly day: CalendarDay;
  readonly items: readonly TreeItem[];
}

/** A log folder as it was found in one walk, for all checks. */
export interface FolderTree {
  /** What is right in the folder. */
  readonly top: readonly TreeItem[];
  /** What is in `whatsapp` and `app`, but for day folders. */
  readonly beside: readonly (TreeItem & { readonly root: LogRoot })[];
  readonly days: readonly TreeDay[];
  /** Folders that could not be listed, with the system's code. */
  readonly unreadable: readonly string[];
}

/** Walks a log folder: names and `lstat`, no file is opened. */
export function walkFolder(dir: string): FolderTree {
  const unreadable: string[] = [];
  const beside: (TreeItem & { root: LogRoot })[] = [];
  const days: TreeDay[] = [];

  function list(path: string): TreeItem[] {
    try {
      return readdirSync(join(dir, path)).flatMap((name) =>
        look(path === "" ? name : `${path}/${name}`),
      );
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      if (code !== "ENOENT" && code !== "ENOTDIR") unreadable.push(`${path || "."} (${code})`);
      return [];
    }
  }

  function look(path: string): TreeItem[] {
    const stats = lstatSync(join(dir, path), { throwIfNoEntry: false });
    return stats === undefined
      ? []
      : [{ path, name: path.slice(path.lastIndexOf("/") + 1), stats }];
  }

  const top = list("");
  for (const root of LOG_ROOTS) {
    for (const item of list(root)) {
      const { name, stats } = item;
      if (stats.isDirectory() && isCalendarDay(name)) {
        days.push({ ...item, root, day: name, items: list(formatDayFolder(root, name)) });
      } else beside.push({ ...item, root });
    }
  }
  return { top, beside, days, unreadable };
}

/** Where a link leads, as it is written. */
export function linkTarget(dir: string, { path }: TreeItem): string {
  try {
    return readlinkSync(join(dir, path));
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return "";
  }
}
