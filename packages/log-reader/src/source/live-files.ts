import { readdirSync } from "node:fs";
import { join } from "node:path";
import { formatDayFolder, systemErrorCode, type CalendarDay } from "@org/log-core";
import { isOtherFile, newFile, oldFile, type FollowedFile } from "../follow/followed-file.ts";
import type { DayFolder, FileSelection } from "../plan/file-selection.ts";
import type { FinderNotes } from "./file-finder.ts";
import { probe } from "./file-probe.ts";

interface LiveFolder extends DayFolder {
  readonly files: Map<string, FollowedFile>;
}

/** The selected files of the days that are followed, and which of them may have grown. */
export class LiveFiles {
  readonly #dir: string;
  #selection: FileSelection;
  readonly #notes: FinderNotes;
  /** By the folder's path below the log folder. */
  readonly #folders = new Map<string, LiveFolder>();
  readonly #noted = new Set<string>();
  #changed = new Set<FollowedFile>();
  #isFirstSurvey = true;

  constructor(dir: string, selection: FileSelection, notes: FinderNotes) {
    this.#dir = dir;
    this.#selection = selection;
    this.#notes = notes;
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Follows other files from now on; what is followed already goes on. The next survey finds them. */
  select(selection: FileSelection): void {
    this.#selection = selection;
  }

  /** The files that may have grown, once. */
  takeChanged(): FollowedFile[] {
    const changed = [...this.#changed];
    this.#changed = new Set();
    return changed;
  }

  /** Whether a path is that of a followed day's folder. */
  isLive(folder: string): boolean {
    return this.#folders.has(folder);
  }

  /** The file of a path, if it is followed. */
  find(folder: string, name: string): FollowedFile | undefined {
    return this.#folders.get(folder)?.files.get(name);
  }

  /** Takes note that a name in a day's folder has come, gone or changed. */
  touch(folder: string, name: string): void {
    const live = this.#folders.get(folder);
    const file = live && (live.files.get(name) ?? this.#begin(live, name));
    if (file !== undefined) this.#changed.add(file);
  }

  /** Has a file looked at again. */
  keepChanged(file: FollowedFile): void {
    this.#changed.add(file);
  }

  /** Forgets a file that has gone: another one of its name is new. */
  drop({ planned: { path } }: FollowedFile): void {
    const at = path.lastIndexOf("/");
    this.#folders.get(path.slice(0, at))?.files.delete(path.slice(at + 1));
  }

  /**
   * Says which days are followed from now on.
   * @returns the paths of their folders, whether or not they exist
   */
  follow(days: readonly CalendarDay[]): string[] {
    const folders = this.#selection.roots.flatMap((root) => days.map((day) => ({ root, day })));
    const wanted = new Map(
      folders.map((folder) => [formatDayFolder(folder.root, folder.day), folder]),
    );
    for (const path of this.#folders.keys()) if (!wanted.has(path)) this.#folders.delete(path);
    for (const [path, folder] of wanted) {
      if (!this.#folders.has(path)) this.#folders.set(path, { ...folder, files: new Map() });
    }
    return [...wanted.keys()];
  }

  // Compares every followed file with what is known of it, and finds new ones. The first time, what
  // is there counts as read. Passes over one day if told to. Yields between files.
  *survey(except?: CalendarDay): Generator<void, void, undefined> {
    const isFirst = this.#isFirstSurvey;
    this.#isFirstSurvey = false;
    for (const [path, folder] of this.#folders) {
      if (folder.day === except) continue;
      const names = this.#namesIn(path);
      forgetOthers(folder, names);
      for (const name of names) {
        const file = folder.files.get(name) ?? this.#begin(folder, name);
        if (file !== undefined) this.#look(folder, { file, name, isFirst });
        yield;
      }
    }
  }

  #look(
    { files }: LiveFolder,
    { file, name, isFirst }: { file: FollowedFile; name: string; isFirst: boolean },
  ): void {
    const stats = probe(`${this.#dir}/${file.planned.path}`);
    if (stats?.isFile() !== true) files.delete(name);
    else if (isFirst) files.set(name, oldFile(file.planned, stats));
    else if (stats.size !== file.bytes || isOtherFile(file, stats)) this.#changed.add(file);
  }

  #begin(folder: LiveFolder, name: string): FollowedFile | undefined {
    const planned = this.#selection.select(folder, name);
    if (typeof planned === "string") return undefined;
    const file = newFile(planned);
    folder.files.set(name, file);
    return file;
  }

  #namesIn(path: string): string[] {
    try {
      // A link to a folder is a stranger's, as it is to every query.
      if (probe(join(this.#dir, path))?.isDirectory() !== true) return [];
      return readdirSync(join(this.#dir, path));
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      if (code !== "ENOENT" && !this.#noted.has(path)) this.#notes.addUnreadable(path, code);
      this.#noted.add(path);
      return [];
    }
  }
}

/** Forgets the files of a folder that have gone. */
function forgetOthers({ files }: LiveFolder, names: readonly string[]): void {
  if (files.size === 0) return;
  const present = new Set(names);
  for (const name of files.keys()) if (!present.has(name)) files.delete(name);
}
