import { systemErrorCode } from "@org/log-core";
import type { LogFolder } from "../folder/log-folder.ts";
import type { OwnFile } from "../folder/own-file.ts";
import type { AppendIo } from "./append-io.ts";
import { ClosedEnds } from "./closed-ends.ts";
import { DayFile } from "./day-file.ts";
import type { Target } from "./target.ts";

/** How the files of a writer are opened. */
export interface FileOpenerOptions {
  readonly folder: LogFolder;
  readonly maxFileBytes: number | undefined;
  readonly durability: "write" | "fsync";
  readonly elapsedMs: () => number;
}

/** Opens the files of a folder that lines are appended to, with all that must be there around them. */
export class FileOpener {
  readonly #options: FileOpenerOptions;
  readonly #closedEnds = new ClosedEnds();

  constructor(options: FileOpenerOptions) {
    this.#options = options;
  }

  /** Opens the file that a target is to be written to now: its last part, if it has several. */
  open(
    target: Target,
    io: AppendIo,
    done: (error: Error | null, file: DayFile | undefined) => void,
  ): void {
    target.name = this.#toLastPart(target.name);
    this.#openPath(target.name, io, (error, file) => {
      if (file === undefined) return done(error, undefined);
      const { name } = target;
      if (name.log !== "aliases" && this.isFull(name, file.openedBytes)) {
        target.name = { ...name, part: name.part + 1 };
        return file.close(() => this.open(target, io, done));
      }
      this.#finish(name, file, (cause) => {
        if (cause === null) return done(null, file);
        file.close(() => done(cause, undefined));
      });
    });
  }

  /** Whether a file of this size is followed by another part. */
  isFull({ log }: OwnFile, fileBytes: number): boolean {
    const { maxFileBytes } = this.#options;
    return log !== "aliases" && maxFileBytes !== undefined && fileBytes >= maxFileBytes;
  }

  /** Not found by one look after the other: a busy day has hundreds of parts, and one may be missing. */
  #toLastPart(name: OwnFile): OwnFile {
    const { folder, maxFileBytes } = this.#options;
    if (maxFileBytes === undefined || name.log === "aliases" || name.part > 1) return name;
    return { ...name, part: folder.linkedPart(name) };
  }

  #openPath(
    name: OwnFile,
    io: AppendIo,
    done: (error: Error | null, file: DayFile | undefined) => void,
  ): void {
    const { folder, durability, elapsedMs } = this.#options;
    let path: string;
    try {
      // A day of a million parts has no name for the next one.
      path = folder.pathOf(name);
      folder.prepare();
      folder.refuseLinkedDay(name);
    } catch (cause) {
      return done(cause as Error, undefined);
    }
    const options = {
      path,
      fileMode: folder.modes.file,
      io,
      syncEachChunk: durability === "fsync",
      elapsedMs,
      closedEnds: this.#closedEnds,
    };
    DayFile.open(options, (error, file) => {
      if (systemErrorCode(error) !== "ENOENT") return done(error, file);
      // The first file of its day, or somebody removed the folder.
      try {
        folder.makeFolderOf(name);
      } catch (cause) {
        return done(cause as Error, undefined);
      }
      DayFile.open(options, done);
    });
  }

  #finish(name: OwnFile, file: DayFile, done: (error: Error | null) => void): void {
    const { folder, durability } = this.#options;
    const isNew = file.openedBytes === 0;
    try {
      if (durability === "fsync" && isNew) folder.syncFolderOf(name);
    } catch (cause) {
      return done(cause as Error);
    }
    if (name.log === "aliases") return done(null);
    folder.link(name, { isNew, symlink: file.io.symlink }, () => done(null));
  }
}
