import { LINE_START, parseLine, parseTime, type LogEntry, type ParsedLine } from "@org/log-core";
import type { LineFilter } from "../filter/line-filter.ts";
import { mayHold, type Needle } from "../filter/needle.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import { FinderPlaces } from "./finder-places.ts";
import type { FoundLine } from "./line-index.ts";
import { LinePrefix } from "./line-prefix.ts";
import type { LineBlock } from "./line-window.ts";

/** What a scan counts. */
export interface ScanCounts {
  linesSeen: number;
  linesParsed: number;
  /** Takes note of a line that is not an entry; `isSalvaged` if an intact one at its end was read. */
  addMalformed(file: PlannedFile, offset: number, isSalvaged?: boolean): void;
  /** Takes note of a last line that is not whole. */
  addTornTail(file: PlannedFile, offset: number): void;
}

/** Where scans put what they find. */
export interface ScanTarget {
  readonly lines: LineSink;
  readonly counts: ScanCounts;
}

/** Takes lines in the order in which they are found. */
export interface LineSink {
  /** @param found - The same object for every line; its bytes are valid until the next block. */
  add(found: FoundLine): void;
}

type Writable<Shape> = { -readonly [Field in keyof Shape]: Shape[Field] };

const LF = 0x0a;
const START = Buffer.from(LINE_START);

/**
 * Finds the matching lines of one file after the other, block by block: by needles if the query has any, else line by
 * line from level and time alone, and with the parser only where bytes cannot tell.
 */
export class BlockScanner {
  readonly #filter: LineFilter;
  readonly #target: ScanTarget;
  readonly #prefix = new LinePrefix();
  #file: PlannedFile | undefined;
  #number = 0;
  #block: LineBlock = { bytes: Buffer.alloc(0), offset: 0, isTail: false };
  /** One for all lines: of a large answer there are millions. */
  readonly #found: Writable<FoundLine> = {
    timeMs: 0,
    file: 0,
    offset: 0,
    block: this.#block.bytes,
    start: 0,
    end: 0,
    entry: undefined,
  };

  constructor(filter: LineFilter, target: ScanTarget) {
    this.#filter = filter;
    this.#target = target;
  }

  /**
   * Begins a file.
   * @param number - Its place in the plan of its day.
   */
  begin(file: PlannedFile, number = 0): void {
    this.#file = file;
    this.#number = number;
  }

  /** Blocks that do not hold it need not be scanned. */
  get needle(): Needle | undefined {
    return this.#filter.needles[0];
  }

  /** Scans the next block. */
  scan(block: LineBlock): void {
    this.#block = block;
    const rarest = this.needle;
    if (rarest === undefined) this.#scanEveryLine();
    else this.#scanCandidates(rarest);
  }

  #scanEveryLine(): void {
    const { bytes } = this.#block;
    let end = 0;
    for (let start = 0; start < bytes.length; start = end + 1) {
      end = endOfLine(bytes, start);
      this.#judgeLine(start, end);
    }
  }

  #scanCandidates({ finders }: Needle): void {
    const { bytes } = this.#block;
    const places = new FinderPlaces(finders, bytes);
    for (let place = places.first; place < bytes.length; place = places.first) {
      const start = bytes.lastIndexOf(LF, place) + 1;
      const end = endOfLine(bytes, place);
      this.#judgeLine(start, end);
      places.skipTo(end);
    }
  }

  #judgeLine(start: number, end: number): void {
    this.#target.counts.linesSeen += 1;
    if (this.#filter.parsesEveryLine) {
      this.#parse(start, end);
      return;
    }
    const isCanonical = this.#prefix.read(this.#block.bytes, start);
    const isOutside = isCanonical && !this.#isWithinBounds();
    const isInside = isCanonical && !isOutside && !this.#filter.judgesContent;
    // What the first bytes say holds for the whole line, unless another entry is glued to its end.
    const isTold = (isOutside || isInside) && !this.#isGlued(start, end);
    if (isTold && isOutside) return;
    if (isTold && !this.#isUnfinished(end)) {
      this.#add(this.#prefix.timeMs, { start, end, entry: undefined });
    } else if (this.#mayMatch(start, end)) {
      this.#parse(start, end);
    }
  }

  #isWithinBounds(): boolean {
    const { level, timeMs } = this.#prefix;
    const { minLevel, sinceMs, untilMs } = this.#filter;
    return level >= minLevel && timeMs >= sinceMs && timeMs < untilMs;
  }

  #isGlued(start: number, end: number): boolean {
    // Mostly the beginning of the next line. Without a view of the line: one for each would cost as much as looking.
    const next = this.#block.bytes.indexOf(START, start + 1);
    return next >= 0 && next < end;
  }

  /** A last line that is still being written may be cut anywhere, so only the parser can tell. */
  #isUnfinished(end: number): boolean {
    return this.#block.isTail && end === this.#block.bytes.length;
  }

  /** The rarest needle is why the line is looked at; here the others have their say. */
  #mayMatch(start: number, end: number): boolean {
    const { needles } = this.#filter;
    if (needles.length < 2) return true;
    const line = this.#block.bytes.subarray(start, end);
    for (let index = 1; index < needles.length; index += 1) {
      const needle = needles[index];
      if (needle !== undefined && !mayHold(line, needle)) return false;
    }
    return true;
  }

  #parse(start: number, end: number): void {
    const parsed = parseLine(this.#block.bytes.toString("utf8", start, end));
    if (parsed.kind === "blank") return;
    this.#target.counts.linesParsed += 1;
    if (parsed.kind === "malformed") this.#countMalformed(parsed, start, end);
    const entry = parsed.kind === "entry" ? parsed.entry : parsed.salvaged;
    const file = this.#file;
    if (entry === undefined || file === undefined || !this.#filter.matches(entry, file)) return;
    this.#add(parseTime(entry.time) ?? 0, { start, end, entry });
  }

  #countMalformed(
    { salvaged }: Extract<ParsedLine, { kind: "malformed" }>,
    start: number,
    end: number,
  ): void {
    const { counts } = this.#target;
    const file = this.#file;
    if (file === undefined) return;
    const offset = this.#block.offset + start;
    if (salvaged === undefined && this.#isUnfinished(end)) counts.addTornTail(file, offset);
    else counts.addMalformed(file, offset, salvaged !== undefined);
  }

  #add(
    timeMs: number,
    { start, end, entry }: { start: number; end: number; entry: LogEntry | undefined },
  ): void {
    const found = this.#found;
    found.timeMs = timeMs;
    found.file = this.#number;
    found.offset = this.#block.offset + start;
    found.block = this.#block.bytes;
    found.start = start;
    found.end = end;
    found.entry = entry;
    this.#target.lines.add(found);
  }
}

function endOfLine(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(LF, from);
  return end < 0 ? bytes.length : end;
}
