import type { Pacer } from "./pacer.ts";
import { wholeDay } from "./plan/file-batch.ts";
import type { PlannedDay } from "./plan/planned-day.ts";
import { JudgedLines } from "./regex/judged-lines.ts";
import type { RegexJudge } from "./regex/regex-judge.ts";
import { addTally } from "./scan/batch-tally.ts";
import { BlockScanner, type ScanCounts } from "./scan/block-scanner.ts";
import type { LineIndex } from "./scan/line-index.ts";
import { readBatch } from "./source/batch-reading.ts";
import type { FileScan, FileScanCounts } from "./source/file-scan.ts";
import type { SharedScan } from "./threads/shared-scan.ts";

/** What the search of a day is done with. */
export interface DaySearchTools {
  readonly scan: FileScan;
  readonly files: FileScanCounts;
  readonly counts: ScanCounts;
  readonly pacer: Pacer;
  /** For a query with a regular expression. */
  readonly judge: RegexJudge | undefined;
  /** Where other threads take part; never together with a judge. */
  readonly shared: () => SharedScan | undefined;
}

/**
 * Searches the files of a day, and adds the lines that match to an index, in the order of the files.
 * @yields whenever lines may have been added
 */
export function searchDay(
  tools: DaySearchTools,
  planned: PlannedDay,
  index: LineIndex,
): AsyncGenerator<void, void> {
  const shared = tools.shared();
  return shared === undefined
    ? searchAlone(tools, planned, index)
    : searchShared(tools, shared.day(planned), index);
}

async function* searchAlone(
  { scan, counts, pacer, judge }: DaySearchTools,
  { files, filters }: PlannedDay,
  index: LineIndex,
): AsyncGenerator<void, void> {
  const judged = judge && new JudgedLines(judge, index);
  const target = { lines: judged ?? index, counts };
  const sinks = new Map(
    Array.from(filters, ([log, filter]) => [log, new BlockScanner(filter, target)]),
  );
  for (const _ of readBatch(scan, wholeDay(files), sinks)) {
    if (judged !== undefined) await judged.settle();
    yield;
    if (pacer.isDue()) await pacer.rest();
    else pacer.check();
  }
}

async function* searchShared(
  { files, counts, pacer }: DaySearchTools,
  found: ReturnType<SharedScan["day"]>,
  index: LineIndex,
): AsyncGenerator<void, void> {
  for await (const { tally, lines } of found) {
    addTally(tally, files, counts);
    if (lines !== undefined) index.append(lines);
    yield;
    pacer.check();
  }
}
