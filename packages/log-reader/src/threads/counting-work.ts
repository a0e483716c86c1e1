import type { ScanCounts } from "../scan/block-scanner.ts";
import { lineCounter } from "../stats/line-counter.ts";
import { StatsCounter } from "../stats/stats-counter.ts";
import type { BatchWork } from "./job-scan.ts";
import { JobFilters, type CountedBy, type ScanJob } from "./scan-job.ts";

/** Counts the lines that match. */
export function countingWork(
  job: ScanJob,
  { timeZone, paths }: CountedBy,
  counts: ScanCounts,
): BatchWork {
  const filters = new JobFilters(job);
  let counter = new StatsCounter(timeZone, paths);
  return {
    begin(time) {
      counter = new StatsCounter(timeZone, paths);
      const { filters: all, byLog } = filters.of(time);
      const plan = { filters: all, judge: undefined, counter, counts };
      return new Map(Array.from(byLog, ([log, one]) => [log, lineCounter(plan, one)]));
    },
    found: () => ({ lines: undefined, stats: counter.data() }),
  };
}
