import type { LogKind } from "@org/log-core";
import type { LineFilter } from "./filter/line-filter.ts";
import type { Pacer } from "./pacer.ts";
import type { PlannedFile } from "./plan/planned-file.ts";
import { JudgedLines } from "./regex/judged-lines.ts";
import type { RegexJudge } from "./regex/regex-judge.ts";
import { BlockScanner, type ScanCounts } from "./scan/block-scanner.ts";
import type { LineIndex } from "./scan/line-index.ts";
import type { FileScan } from "./source/file-scan.ts";

/** What the search of a day is done with. */
export interface DaySearchTools {
  readonly scan: FileScan;
  readonly counts: ScanCounts;
  readonly pacer: Pacer;
  /** For a query with a regular expression. */
  readonly judge: RegexJudge | undefined;
}

/**
 * Searches the files of a day one after the other, and adds the lines that match to an index.
 * @yields after each block, when lines may have been added
 */
export async function* searchDay(
  { scan, counts, pacer, judge }: DaySearchTools,
  files: readonly PlannedFile[],
  { filters, index }: { filters: ReadonlyMap<LogKind, LineFilter>; index: LineIndex },
): AsyncGenerator<void, void> {
  const judged = judge && new JudgedLines(judge, index);
  const target = { lines: judged ?? index, counts };
  for (const [number, file] of files.entries()) {
    const filter = filters.get(file.log);
    if (filter === undefined) continue;
    const scanner = new BlockScanner(filter, target, { file, number });
    for (const block of scan.blocks(file)) {
      scanner.scan(block);
      if (judged !== undefined) await judged.settle();
      yield;
      if (pacer.isDue()) await pacer.rest();
      else pacer.check();
    }
  }
}
