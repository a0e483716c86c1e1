import type { ScanCounts } from "../scan/block-scanner.ts";
import type { EntryTally } from "../stats/entry-tally.ts";
import { lineCounter } from "../stats/line-counter.ts";
import { PhoneTally } from "../stats/phone-tally.ts";
import { StatsCounter } from "../stats/stats-counter.ts";
import type { BatchWork } from "./job-scan.ts";
import { JobFilters, type CountedBy, type ScanJob } from "./scan-job.ts";

/** Counts the lines that match. */
export function countingWork(job: ScanJob, counted: CountedBy, counts: ScanCounts): BatchWork {
  const filters = new JobFilters(job);
  let tally = tallyFor(counted);
  return {
    begin(time) {
      tally = tallyFor(counted);
      const { filters: all, byLog } = filters.of(time);
      const plan = { filters: all, judge: undefined, tally, counts };
      return new Map(Array.from(byLog, ([log, one]) => [log, lineCounter(plan, one)]));
    },
    found: () => ({ lines: undefined, counted: tally.data() }),
  };
}

function tallyFor(counted: CountedBy): EntryTally {
  if (counted.kind === "phones") return new PhoneTally();
  return new StatsCounter(counted.timeZone, counted.paths);
}
