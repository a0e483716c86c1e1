import { watch, type FSWatcher } from "node:fs";
import { basename, join } from "node:path";
import { systemErrorCode } from "@org/log-core";

/** Gets a folder's path, and the name in it that changed, came or went; no name where the system tells none. */
type OnChange = (folder: string, name: string | undefined) => void;

/** Watches folders below a log folder, and the log folder itself as `""`. Paths are below it, with `/`. */
export class FolderWatch {
  readonly #dir: string;
  readonly #onChange: OnChange;
  #watchers: FSWatcher[] = [];

  constructor(dir: string, onChange: OnChange) {
    this.#dir = dir;
    this.#onChange = onChange;
  }

  /**
   * Watches these folders from now on and no others. Those watched before are watched anew: a watch
   * dies without a word when its folder is removed, and knows nothing of one made in its place.
   * Returns whether the system let all of them be watched that are there, the log folder among them.
   */
  arm(folders: readonly string[]): boolean {
    const before = this.#watchers;
    this.#watchers = [];
    let isComplete = true;
    for (const folder of folders) {
      try {
        this.#watchers.push(this.#watch(folder));
      } catch (error) {
        const code = systemErrorCode(error);
        if (code === undefined) throw error;
        // No watches left, none on this file system, or nothing that would tell when the log folder is made again.
        const hasGone = code === "ENOENT" || code === "ENOTDIR";
        if (!hasGone || folder === "") isComplete = false;
      }
    }
    // Only now: what happens in between is told by either.
    for (const watcher of before) watcher.close();
    return isComplete;
  }

  /** Idempotent. */
  close(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }

  #watch(folder: string): FSWatcher {
    const path = join(this.#dir, folder);
    // A folder that is removed tells its own name, which then says nothing of what is in it.
    const own = basename(path);
    const watcher = watch(path, (_event, name) =>
      this.#onChange(folder, name === null || name === own ? undefined : name),
    );
    // A watched folder that is removed is an error on some systems.
    watcher.on("error", () => watcher.close());
    return watcher;
  }
}
