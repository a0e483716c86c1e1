import { parseLine, type LogEntry } from "@org/log-core";
import type { LineFilter } from "../filter/line-filter.ts";
import { setLocation } from "../location.ts";
import { JudgedLines } from "../regex/judged-lines.ts";
import type { RegexJudge } from "../regex/regex-judge.ts";
import { BlockScanner, type LineSink, type ScanCounts } from "../scan/block-scanner.ts";
import type { FoundLine } from "../scan/line-index.ts";
import type { AppendedLines } from "../source/appended-lines.ts";
import type { FollowedFile } from "./followed-file.ts";
import type { TimedSource } from "./merge-by-time.ts";

/** What reading the entries that were appended to files takes. */
export interface AppendedSource {
  readonly read: (file: FollowedFile, maxBytes: number) => AppendedLines | "gone";
  readonly counts: ScanCounts;
  /** For a query with a regular expression. */
  readonly judge: RegexJudge | undefined;
  /** How much of one file is held at once. */
  readonly maxBytes: number;
}

interface Held {
  readonly timeMs: number;
  readonly entry: LogEntry;
}

/** The matching entries that were appended to one file up to now, a few at hand at a time. */
export class AppendedEntries implements TimedSource<LogEntry>, LineSink {
  readonly file: FollowedFile;
  /** Whether the file has gone. */
  isGone = false;
  /** Whether the file has grown beyond what is given here. */
  isMore = false;
  readonly #source: AppendedSource;
  readonly #scanner: BlockScanner;
  readonly #judged: JudgedLines | undefined;
  #held: Held[] = [];
  #taken = 0;
  /** Where this ends: what is appended while it is read is left to the next. */
  #end: number | undefined;

  constructor(file: FollowedFile, filter: LineFilter, source: AppendedSource) {
    this.file = file;
    this.#source = source;
    this.#judged = source.judge && new JudgedLines(source.judge, this);
    const target = { lines: this.#judged ?? this, counts: source.counts };
    this.#scanner = new BlockScanner(filter, target);
    this.#scanner.begin(file.planned);
  }

  get timeMs(): number | undefined {
    return this.#held[this.#taken]?.timeMs;
  }

  take(): LogEntry {
    const held = this.#held[this.#taken];
    if (held === undefined) throw new RangeError("no entry is at hand");
    this.#taken += 1;
    return held.entry;
  }

  async refill(): Promise<void> {
    this.#held = [];
    this.#taken = 0;
    let isMore = true;
    while (isMore && this.#held.length === 0 && !this.#isAtEnd()) {
      const lines = this.#source.read(this.file, this.#source.maxBytes);
      this.#end ??= this.file.bytes;
      if (lines === "gone") {
        this.isGone = true;
        return;
      }
      isMore = lines.isMore;
      if (lines.block !== undefined) this.#scanner.scan(lines.block);
      if (this.#judged !== undefined) await this.#judged.settle();
    }
    this.isMore = isMore;
  }

  /** Takes a line from the scanner. */
  add(found: FoundLine): void {
    const { timeMs, offset, entry = this.#parse(found) } = found;
    if (entry === undefined) return;
    setLocation(entry, { file: this.file.planned, offset });
    this.#held.push({ timeMs, entry });
  }

  #isAtEnd(): boolean {
    return this.#end !== undefined && this.file.position >= this.#end;
  }

  /** The entry of a line that passed by its level and time alone. */
  #parse({ block, start, end, offset }: FoundLine): LogEntry | undefined {
    const { counts } = this.#source;
    const parsed = parseLine(block.toString("utf8", start, end));
    counts.linesParsed += 1;
    if (parsed.kind === "entry") return parsed.entry;
    counts.addMalformed(this.file.planned, offset);
    return undefined;
  }
}
