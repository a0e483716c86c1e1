import { levelNumber, parseLine, type LogEntry } from "@org/log-core";
import type { Filter } from "../filter/filter.ts";
import type { LineFilter } from "../filter/line-filter.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import { JudgedLines } from "../regex/judged-lines.ts";
import type { RegexJudge } from "../regex/regex-judge.ts";
import { BlockScanner, type LineSink, type ScanCounts } from "../scan/block-scanner.ts";
import type { FoundLine } from "../scan/line-index.ts";
import type { LineBlock } from "../scan/line-window.ts";
import type { BlockSink } from "../source/block-sink.ts";
import type { EntryTally } from "./entry-tally.ts";
import { LineHead } from "./line-head.ts";

const LF = 0x0a;

/** Counts the matching lines of one file after the other, block by block. */
export type LineCounter = BlockSink;

/** What counting the lines of a file takes. */
export interface CountPlan {
  readonly filters: readonly Filter[];
  /** For a query with a regular expression. */
  readonly judge: RegexJudge | undefined;
  readonly tally: EntryTally;
  readonly counts: ScanCounts;
}

/** The cheapest way of counting the lines of a log that answers the query. */
export function lineCounter(plan: CountPlan, filter: LineFilter): LineCounter {
  const { filters, tally } = plan;
  const isToldByHeads = filters.every((one) => one.bounds !== undefined || one.judges === "head");
  if (!isToldByHeads || filter.parsesEveryLine || tally.needsEntries) {
    return new EntryCounter(plan, filter);
  }
  return new HeadCounter(plan, filter);
}

/** Counts what the scanner finds: needles first, and the parser for what is left. */
class EntryCounter implements LineCounter, LineSink {
  readonly #plan: CountPlan;
  readonly #scanner: BlockScanner;
  readonly #judged: JudgedLines | undefined;
  #file: PlannedFile | undefined;
  /** Where the last line ends if it has no line feed. */
  #tailEnd = -1;

  constructor(plan: CountPlan, filter: LineFilter) {
    this.#plan = plan;
    this.#judged = plan.judge && new JudgedLines(plan.judge, this);
    const target = { lines: this.#judged ?? this, counts: plan.counts };
    this.#scanner = new BlockScanner(filter, target);
  }

  begin(file: PlannedFile): void {
    this.#file = file;
    this.#scanner.begin(file);
  }

  scan(block: LineBlock): Promise<void> | undefined {
    this.#tailEnd = block.isTail ? block.offset + block.bytes.length : -1;
    this.#scanner.scan(block);
    return this.#judged?.settle();
  }

  /** Takes a line from the scanner. */
  add(found: FoundLine): void {
    const file = this.#file;
    const entry = found.entry ?? this.#parse(found);
    if (entry === undefined || file === undefined) return;
    const { timeMs, offset, start, end } = found;
    const bytes = end - start + (offset + end - start === this.#tailEnd ? 0 : 1);
    const counted = { timeMs, level: levelNumber(entry.level), bytes };
    this.#plan.tally.addEntry(entry, counted, file);
  }

  /** The entry of a line that passed by its level and time alone. */
  #parse({ block, start, end, offset }: FoundLine): LogEntry | undefined {
    const { counts } = this.#plan;
    const parsed = parseLine(block.toString("utf8", start, end));
    counts.linesParsed += 1;
    if (parsed.kind === "entry") return parsed.entry;
    if (this.#file !== undefined) counts.addMalformed(this.#file, offset);
    return undefined;
  }
}

/** Goes over every line once without making values of it; what that cannot tell is scanned. */
class HeadCounter implements LineCounter {
  readonly #plan: CountPlan;
  readonly #filter: LineFilter;
  /** Those that look at more than level and time. */
  readonly #headFilters: readonly Filter[];
  readonly #head = new LineHead();
  readonly #rest: EntryCounter;
  #file: PlannedFile | undefined;

  constructor(plan: CountPlan, filter: LineFilter) {
    this.#plan = plan;
    this.#filter = filter;
    this.#headFilters = plan.filters.filter(({ bounds }) => bounds === undefined);
    this.#rest = new EntryCounter(plan, filter);
  }

  begin(file: PlannedFile): void {
    this.#file = file;
    this.#rest.begin(file);
  }

  scan({ bytes, offset, isTail }: LineBlock): void {
    const head = this.#head;
    const { counts, tally } = this.#plan;
    const file = this.#file;
    if (file === undefined) return;
    let end = 0;
    for (let start = 0; start < bytes.length; start = end + 1) {
      const feed = bytes.indexOf(LF, start);
      end = feed < 0 ? bytes.length : feed;
      if (head.read(bytes, start, end)) {
        counts.linesSeen += 1;
        head.bytes = Math.min(end + 1, bytes.length) - start;
        if (this.#passes(file)) tally.addHead(head, head, file);
      } else {
        const line = bytes.subarray(start, end + 1);
        void this.#rest.scan({ bytes: line, offset: offset + start, isTail: isTail && feed < 0 });
      }
    }
  }

  #passes(file: PlannedFile): boolean {
    const { level, timeMs } = this.#head;
    const { minLevel, sinceMs, untilMs } = this.#filter;
    if (level < minLevel || timeMs < sinceMs || timeMs >= untilMs) return false;
    const head = this.#head as unknown as LogEntry;
    return this.#headFilters.every((filter) => filter.matches(head, file));
  }
}
