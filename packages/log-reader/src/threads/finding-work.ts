import { BlockScanner, type ScanCounts } from "../scan/block-scanner.ts";
import { LineIndex, type KeptBytes } from "../scan/line-index.ts";
import type { BatchWork } from "./job-scan.ts";
import { JobFilters, type ScanJob } from "./scan-job.ts";

/**
 * Of a batch with more than this only places are given, and its lines are read again when their turn
 * comes: then they are many, and those who wait for them would hold all of them.
 */
const KEPT_OF_BATCH: KeptBytes = { first: 512 * 1024, perFile: 0 };

/** Finds the lines that match. */
export function findingWork(job: ScanJob, counts: ScanCounts): BatchWork {
  const filters = new JobFilters(job);
  const index = new LineIndex(KEPT_OF_BATCH);
  const target = { lines: index, counts };
  return {
    begin(time) {
      index.clear();
      const { byLog } = filters.of(time);
      return new Map(Array.from(byLog, ([log, filter]) => [log, new BlockScanner(filter, target)]));
    },
    found: () => ({ lines: index.count === 0 ? undefined : index.part(), counted: undefined }),
  };
}
