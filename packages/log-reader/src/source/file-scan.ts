import { systemErrorCode } from "@org/log-core";
import type { PlannedFile } from "../plan/planned-file.ts";
import { LineWindow, type LineBlock } from "../scan/line-window.ts";
import type { FinderNotes } from "./file-finder.ts";
import type { LoadCounts } from "./line-loader.ts";
import { openLogFile, type LogFile } from "./log-file.ts";

/** What reading files for the first time counts. */
export interface FileScanCounts extends LoadCounts, FinderNotes {
  addMalformed(file: PlannedFile, offset: number, isSalvaged?: boolean): void;
}

/**
 * Reads the files of one query one after the other as blocks of whole lines. A file that cannot be
 * read is noted, one that has gone is passed over.
 */
export class FileScan {
  readonly #dir: string;
  readonly #counts: FileScanCounts;
  readonly #window = new LineWindow();
  #open: LogFile | undefined;

  constructor(dir: string, counts: FileScanCounts) {
    this.#dir = dir;
    this.#counts = counts;
  }

  /** Lets go of the file being read, if any; its blocks end there. */
  close(): void {
    this.#open?.close();
  }

  /**
   * Reads a file.
   * @yields its blocks, each valid until the next is asked for
   */
  *blocks(planned: PlannedFile): Generator<LineBlock, void> {
    const opened = openLogFile(`${this.#dir}/${planned.path}`);
    if (opened.kind === "foreign") this.#counts.addForeign(planned.path);
    if (opened.kind === "unreadable") this.#counts.addUnreadable(planned.path, opened.code);
    if (opened.kind !== "open") return;
    this.#counts.filesOpened += 1;
    this.#open = opened.file;
    try {
      yield* this.#read(opened.file, planned);
    } finally {
      opened.file.close();
    }
  }

  *#read(file: LogFile, planned: PlannedFile): Generator<LineBlock, void> {
    const window = this.#window;
    window.begin();
    // What is appended from now on is left to the next query: a busy bot would keep this one for ever.
    while (window.position < file.bytes) {
      const count = this.#readInto(file, planned);
      if (count === 0) break;
      this.#counts.bytesRead += count;
      const block = window.take(count);
      if (block !== undefined) yield block;
    }
    const rest = window.rest();
    if (rest !== undefined) yield rest;
    for (const offset of window.overlong) this.#counts.addMalformed(planned, offset);
  }

  #readInto(file: LogFile, planned: PlannedFile): number {
    try {
      return file.read(this.#window.free(), this.#window.position);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      this.#counts.addUnreadable(planned.path, code);
      return 0;
    }
  }
}
