import { readdirSync } from "node:fs";
import { join } from "node:path";
import { formatDayFolder, systemErrorCode, type CalendarDay, type LogRoot } from "@org/log-core";
import { isInRange, namedDays, type DayRange } from "../plan/day-range.ts";
import type { DayFolder, FileSelection, FileStem } from "../plan/file-selection.ts";
import { DayFiles, nameOf, type NamedFile } from "../plan/day-files.ts";
import { KnownNames } from "../plan/known-names.ts";
import { comparePlannedFiles, type PlannedFile } from "../plan/planned-file.ts";
import { probe, probeParts, readInstances } from "./file-probe.ts";
import { listDays, listNames } from "./folder-listing.ts";
import { unreadableFolder } from "./log-folder.ts";

/** Takes note of what was found and is not read. */
export interface FinderNotes {
  addForeign(path: string): void;
  addUnreadable(path: string, code: string): void;
}

/** Where what is found besides does not matter. */
export const UNNOTED: FinderNotes = { addForeign: () => undefined, addUnreadable: () => undefined };

/**
 * Finds the files of a selection, a day at a time. Files whose names are known are asked for by name,
 * so that the cost does not grow with the number of phones; else the day's folder is listed.
 */
export class FileFinder {
  readonly #dir: string;
  readonly #selection: FileSelection;
  readonly #notes: FinderNotes;
  readonly #instances: readonly string[] | undefined;
  readonly #known: Readonly<Record<LogRoot, KnownNames>>;

  constructor(dir: string, selection: FileSelection, notes: FinderNotes) {
    this.#dir = dir;
    this.#selection = selection;
    this.#notes = notes;
    this.#instances = readInstances(dir);
    this.#known = {
      whatsapp: new KnownNames("whatsapp", selection),
      app: new KnownNames("app", selection),
    };
  }

  /**
   * The days of a range that may have files, oldest first.
   * @throws {LogError} `LOG_FOLDER_UNREADABLE`
   */
  days(range: DayRange): CalendarDay[] {
    const named = namedDays(range);
    if (named !== undefined) return named;
    const found = new Set<CalendarDay>();
    for (const root of this.#selection.roots) {
      for (const day of this.#listDays(root)) if (isInRange(day, range)) found.add(day);
    }
    return [...found].toSorted();
  }

  /**
   * The selected files of a day, in the order of {@link comparePlannedFiles}.
   * @throws {LogError} `LOG_FOLDER_UNREADABLE`
   */
  files(day: CalendarDay): DayFiles {
    const [files = [], ...others] = this.#selection.roots
      .filter((root) => this.#isDayFolder({ root, day }))
      .map((root) => this.#filesIn({ root, day }));
    if (others.length === 0) return new DayFiles(day, files);
    const named = [files, ...others].flat();
    return new DayFiles(
      day,
      named.toSorted((a, b) => comparePlannedFiles(a.file, b.file)),
    );
  }

  #listDays(root: LogRoot): CalendarDay[] {
    try {
      return listDays(this.#dir, root);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      if (code === "ENOTDIR") return [];
      throw unreadableFolder(join(this.#dir, root), error);
    }
  }

  #isDayFolder({ root, day }: DayFolder): boolean {
    const path = `${this.#dir}/${formatDayFolder(root, day)}`;
    let stats: ReturnType<typeof probe>;
    try {
      stats = probe(path);
    } catch (error) {
      throw unreadableFolder(join(this.#dir, root), error);
    }
    if (stats !== undefined && !stats.isDirectory()) {
      this.#notes.addForeign(formatDayFolder(root, day));
    }
    return stats?.isDirectory() ?? false;
  }

  /** In the order of {@link comparePlannedFiles}. */
  #filesIn(folder: DayFolder): NamedFile[] {
    const stems = this.#selection.stems(folder.root);
    try {
      if (stems === undefined) return this.#listed(folder);
      const found =
        this.#instances === undefined
          ? this.#picked(folder)
          : this.#probed(folder, stems, this.#instances);
      return found.toSorted(comparePlannedFiles).map(nameOf);
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
  #listed({ root, day }: DayFolder): NamedFile[] {
    const names = listNames(this.#dir, root, day);
    const { files, foreign } = this.#known[root].filesOf(day, names.files);
    const path = formatDayFolder(root, day);
    for (const name of [...names.others, ...foreign]) this.#notes.addForeign(`${path}/${name}`);
    return files;
  }

  /** Some phones among names that only a listing tells: no type is asked of any other file. */
  #picked(folder: DayFolder): PlannedFile[] {
    return readdirSync(join(this.#dir, formatDayFolder(folder.root, folder.day)))
      .map((name) => this.#selection.select(folder, name))
      .filter((file) => typeof file !== "string")
      .filter((file) => this.#isPlain(file));
  }

  /** Whether a file is there and plain, as those of every plan are. */
  #isPlain({ path }: PlannedFile): boolean {
    let stats: ReturnType<typeof probe>;
    try {
      stats = probe(join(this.#dir, path));
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      // Opening it will fail for the same reason, and say so.
      return true;
    }
    if (stats?.isFile() === false) this.#notes.addForeign(path);
    return stats?.isFile() === true;
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
    for (const { file, isFile } of found) if (!isFile) this.#notes.addForeign(file.path);
    return found.filter(({ isFile }) => isFile).map(({ file }) => file);
  }
}
