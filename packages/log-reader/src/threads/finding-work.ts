import { BlockScanner, type ScanCounts } from "../scan/block-scanner.ts";
import { LineIndex } from "../scan/line-index.ts";
import type { BatchWork } from "./job-scan.ts";
import { JobFilters, type ScanJob } from "./scan-job.ts";

/** Finds the lines that match. */
export function findingWork(job: ScanJob, counts: ScanCounts): BatchWork {
  const filters = new JobFilters(job);
  const index = new LineIndex();
  const target = { lines: index, counts };
  return {
    begin(time) {
      index.clear();
      const { byLog } = filters.of(time);
      return new Map(
        Array.from(byLog, ([log, filter]) => [log, new BlockScanner(filter, target)]),
      );
    },
    found: () => ({ lines: index.count === 0 ? undefined : index.part(), stats: undefined }),
  };
}
