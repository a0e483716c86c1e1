import type { FileBatch } from "../plan/file-batch.ts";
import type { DayFiles } from "../plan/day-files.ts";
import type { BatchSizes } from "./scan-job.ts";

/**
 * Cuts the files of a day into batches, one at a time, of about the size that is wanted. Those of a batch
 * lie in one folder.
 */
export class BatchCutter {
  readonly #files: DayFiles;
  readonly #sizes: BatchSizes;
  #next = 0;

  constructor(files: DayFiles, sizes: BatchSizes) {
    this.#files = files;
    this.#sizes = sizes;
  }

  /** The next batch; `undefined` when all files have been given out. */
  next(bytesPerFile: number): FileBatch | undefined {
    const first = this.#next;
    if (first >= this.#files.length) return undefined;
    const wanted = Math.ceil(this.#sizes.batchBytes / Math.max(1, bytesPerFile));
    const count = Math.max(1, Math.min(wanted, this.#sizes.batchFiles));
    const root = this.#files.rootAt(first);
    let end = first + 1;
    while (end < first + count && this.#files.rootAt(end) === root) end += 1;
    const files = this.#files.range(first, end);
    this.#next = end;
    return { files, firstNumber: first, stretch: undefined };
  }
}
