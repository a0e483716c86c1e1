import { availableParallelism } from "node:os";
import type { LineFilter } from "../filter/line-filter.ts";
import type { PlannedDay } from "../plan/planned-day.ts";
import { READ_BYTES } from "../scan/line-window.ts";
import { probe } from "../source/file-probe.ts";
import { MS_PER_FILE, NS_PER_BYTE_SEARCHED } from "./scan-cost.ts";
import type { BatchSizes, ScanJob } from "./scan-job.ts";
import type { ScanThreads } from "./scan-threads.ts";
import type { SharedScan, SharedScanOptions } from "./shared-scan.ts";

/** When and how work is shared among threads. */
export interface SharingRules extends BatchSizes {
  /** Threads besides the calling one. */
  readonly maxWorkers: number;
  /** A scan that would take one thread less than this is not shared. */
  readonly minSharedMs: number;
}

/** Each takes up to 40 MB, and with more of them a month is read before the last has started. */
const MAX_DEFAULT_WORKERS = 3;

/** The rules for this machine. */
export function sharingRules(maxWorkers?: number): SharingRules {
  return {
    maxWorkers: maxWorkers ?? Math.min(availableParallelism() - 1, MAX_DEFAULT_WORKERS),
    minSharedMs: 60,
    readBytes: READ_BYTES,
    batchBytes: 4 * 1024 * 1024,
    batchFiles: 256,
  };
}

const NS_PER_BYTE_JUDGED = 1.5;
const NS_PER_BYTE_COUNTED = 4;
const NS_PER_BYTE_PARSED = 6;
/** So many files are asked for their size, to guess that of all. */
const SAMPLE_FILES = 16;

/** The work of a query that is left, and what is known of it. */
export interface SharedWork extends Omit<SharedScanOptions, "bytesPerFile"> {
  /** The next day. */
  readonly planned: PlannedDay;
  /** What has been read so far. */
  readonly counts: { readonly bytesRead: number; readonly filesOpened: number };
}

/** Shares the large scans of one reader among threads, and leaves the small ones alone. */
export class Sharing {
  readonly #dir: string;
  readonly #rules: SharingRules;
  #threads: ScanThreads | undefined;

  constructor(dir: string, rules: SharingRules) {
    this.#dir = dir;
    this.#rules = rules;
  }

  /** How a job is divided. */
  get sizes(): BatchSizes {
    const { readBytes, batchBytes, batchFiles } = this.#rules;
    return { readBytes, batchBytes, batchFiles };
  }

  /** Begins to share a job, if what is left of it is worth that. */
  async begin(
    job: Omit<ScanJob, "dir" | "sizes">,
    work: SharedWork,
  ): Promise<SharedScan | undefined> {
    const { maxWorkers, minSharedMs } = this.#rules;
    const files = work.planned.files.length * (work.upcoming.count + 1);
    if (maxWorkers === 0 || files === 0 || isBoundByOutput(job, work.planned)) return undefined;
    const bytesPerFile = this.#bytesPerFile(work);
    const msPerFile = MS_PER_FILE + (bytesPerFile * costOf(job, work.planned)) / 1e6;
    if (files * msPerFile < minSharedMs) return undefined;
    // Loaded when first needed: most queries are small.
    const [{ ScanThreads }, { shareScan }] = await Promise.all([
      import("./scan-threads.ts"),
      import("./shared-scan.ts"),
    ]);
    this.#threads ??= new ScanThreads(maxWorkers);
    const whole = { ...job, dir: this.#dir, sizes: this.sizes };
    return shareScan(this.#threads, whole, { ...work, bytesPerFile });
  }

  /** Ends all threads. */
  close(): void {
    this.#threads?.close();
  }

  #bytesPerFile({ counts: { filesOpened, bytesRead }, planned: { files } }: SharedWork): number {
    if (filesOpened >= SAMPLE_FILES) return bytesRead / filesOpened;
    const step = Math.ceil(files.length / SAMPLE_FILES);
    let bytes = 0;
    let asked = 0;
    for (let place = 0; place < files.length; place += step) {
      const file = files.at(place);
      if (file === undefined) break;
      bytes += sizeOf(`${this.#dir}/${file.path}`);
      asked += 1;
    }
    return bytes / Math.max(1, asked);
  }
}

function sizeOf(path: string): number {
  try {
    return probe(path)?.size ?? 0;
  } catch {
    return 0; // What cannot be read is found out when it is read.
  }
}

/** Whether every line is given: then parsing them for who asked takes all the time there is. */
function isBoundByOutput({ counted }: Pick<ScanJob, "counted">, { filters }: PlannedDay): boolean {
  if (counted !== undefined) return false;
  return [...filters.values()].every(
    ({ judgesContent, parsesEveryLine, minLevel }) =>
      !judgesContent && !parsesEveryLine && minLevel === 0,
  );
}

/** What a byte of the costliest log takes, in ns. */
function costOf({ counted }: Pick<ScanJob, "counted">, { filters }: PlannedDay): number {
  const perLine = counted === undefined ? NS_PER_BYTE_JUDGED : NS_PER_BYTE_COUNTED;
  return Math.max(
    ...Array.from(filters.values(), ({ parsesEveryLine, needles, judgesContent }: LineFilter) => {
      if (needles.length > 0 && !parsesEveryLine) return NS_PER_BYTE_SEARCHED;
      return parsesEveryLine || judgesContent ? NS_PER_BYTE_PARSED : perLine;
    }),
  );
}
