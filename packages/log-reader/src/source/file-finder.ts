import { readdirSync } from "node:fs";
import { join } from "node:path";
import { formatDayFolder, systemErrorCode, type CalendarDay, type LogRoot } from "@org/log-core";
import { isInRange, namedDays, type DayRange } from "../plan/day-range.ts";
import type { DayFolder, FileSelection, FileStem } from "../plan/file-selection.ts";
import { comparePlannedFiles, type PlannedFile } from "../plan/planned-file.ts";
import { probe, probeParts, readInstances } from "./file-probe.ts";
import { listDays, listNames } from "./folder-listing.ts";
import { unreadableFolder } from "./log-folder.ts";

/** Takes note of what was found and is not read. */
export interface FinderNotes {
  addForeign(count: number): void;
  addUnreadable(path: string, code: string): void;
}

/**
 * Finds the files of a selection, a day at a time. Files whose names are known are asked for by name,
 * so that the cost does not grow with the number of phones; else the day's folder is listed.
 */
export class FileFinder {
  readonly #dir: string;
  readonly #selection: FileSelection;
  readonly #notes: FinderNotes;
  readonly #instances: readonly string[] | undefined;

  constructor(dir: string, selection: FileSelection, notes: FinderNotes) {
    this.#dir = dir;
    this.#selection = selection;
    this.#notes = notes;
    this.#instances = readInstances(dir);
  }

  /**
   * The days of a range that may have files, oldest first.
   * @throws {LogError} `LOG_FOLDER_UNREADABLE`
   */
  async days(range: DayRange): Promise<CalendarDay[]> {
    const named = namedDays(range);
    if (named !== undefined) return named;
    const found = new Set<CalendarDay>();
    for (const root of this.#selection.roots) {
      for (const day of await this.#listDays(root)) if (isInRange(day, range)) found.add(day);
    }
    return [...found].toSorted();
  }

  /**
   * The selected files of a day, in the order of {@link comparePlannedFiles}.
   * @throws {LogError} `LOG_FOLDER_UNREADABLE`
   */
  async files(day: CalendarDay): Promise<PlannedFile[]> {
    const found: PlannedFile[] = [];
    for (const root of this.#selection.roots) {
      if (this.#isDayFolder({ root, day })) found.push(...(await this.#filesIn({ root, day })));
    }
    return found.toSorted(comparePlannedFiles);
  }

  async #listDays(root: LogRoot): Promise<CalendarDay[]> {
    try {
      return await listDays(this.#dir, root);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      if (code === "ENOTDIR") return [];
      throw unreadableFolder(join(this.#dir, root), error);
    }
  }

  #isDayFolder({ root, day }: DayFolder): boolean {
    const path = join(this.#dir, formatDayFolder(root, day));
    let stats: ReturnType<typeof probe>;
    try {
      stats = probe(path);
    } catch (error) {
      throw unreadableFolder(join(this.#dir, root), error);
    }
    if (stats !== undefined && !stats.isDirectory()) this.#notes.addForeign(1);
    return stats?.isDirectory() ?? false;
  }

  async #filesIn(folder: DayFolder): Promise<PlannedFile[]> {
    const stems = this.#selection.stems(folder.root);
    try {
      if (stems === undefined) return await this.#listed(folder);
      if (this.#instances === undefined) return this.#picked(folder);
      return this.#probed(folder, stems, this.#instances);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      // ENOENT: removed since it was seen, which cleanup may do at any time.
      if (code !== "ENOENT")
        this.#notes.addUnreadable(formatDayFolder(folder.root, folder.day), code);
      return [];
    }
  }

  /** All phones: the folder's listing, and what in it is not ours. */
  async #listed(folder: DayFolder): Promise<PlannedFile[]> {
    const names = await listNames(this.#dir, folder.root, folder.day);
    const selected = names.map(({ name, isFile }) =>
      isFile ? this.#selection.select(folder, name) : "foreign",
    );
    this.#notes.addForeign(selected.filter((file) => file === "foreign").length);
    return selected.filter((file) => typeof file !== "string");
  }

  /** Some phones among names that only a listing tells: no type is asked of any other file. */
  #picked(folder: DayFolder): PlannedFile[] {
    return readdirSync(join(this.#dir, formatDayFolder(folder.root, folder.day)))
      .map((name) => this.#selection.select(folder, name))
      .filter((file) => typeof file !== "string");
  }

  #probed(
    folder: DayFolder,
    stems: readonly FileStem[],
    instances: readonly string[],
  ): PlannedFile[] {
    const found = stems.flatMap((stem) =>
      [undefined, ...instances].flatMap((instance) =>
        probeParts(this.#dir, folder, { ...stem, instance }),
      ),
    );
    this.#notes.addForeign(found.filter(({ isFile }) => !isFile).length);
    return found.filter(({ isFile }) => isFile).map(({ file }) => file);
  }
}
