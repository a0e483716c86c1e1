import type { LogEntry } from "@org/log-core";
import { withContext, type ContextQuery } from "./day-context.ts";
import { searchDay, type DaySearchTools } from "./day-search.ts";
import type { PlannedDay } from "./plan/planned-day.ts";
import type { DayFiles } from "./plan/day-files.ts";
import type { Resumption } from "./plan/resume.ts";
import type { ResultOrder } from "./query/log-query.ts";
import { CountedOnce } from "./scan/counted-once.ts";
import { LineIndex } from "./scan/line-index.ts";
import { readEntries } from "./scan/line-output.ts";
import { timeOrder } from "./scan/time-order.ts";
import type { LineLoader } from "./source/line-loader.ts";

/** Entries that are parsed as they are taken. */
export type EntryBatch = Iterable<LogEntry>;

/** What a query asks of each of its days. */
export interface DayQuery {
  readonly order: ResultOrder;
  /** What `before` and `after` ask for; `undefined` if there is to be no context. */
  readonly context: ContextQuery | undefined;
  readonly resumption: Resumption | undefined;
}

/** A day to be answered. */
export interface AskedDay extends PlannedDay {
  /** How many matches are still wanted. */
  readonly limit: number;
}

/**
 * Lines of a day too large to be kept are read again in slices, one at a time: the first of a query is small,
 * so that its first entry comes soon, and each is twice as large as the one before.
 */
const FIRST_SLICE_BYTES = 128 * 1024;
const MAX_SLICE_BYTES = 8 * 1024 * 1024;
/** Between batches others may run: asking at every entry would cost a tenth of parsing it. */
const BATCH_LINES = 64;

/**
 * Answers a query day by day: a day is indexed, put in order, and read. Memory holds one day's index
 * and at most one slice of lines, however many match.
 */
export class DayAnswers {
  readonly #tools: DaySearchTools;
  readonly #loader: LineLoader;
  readonly #query: DayQuery;
  readonly #index = new LineIndex();
  #sliceBytes = FIRST_SLICE_BYTES;

  constructor(tools: DaySearchTools, loader: LineLoader, query: DayQuery) {
    this.#tools = tools;
    this.#loader = loader;
    this.#query = query;
  }

  /**
   * Answers for one day.
   * @yields its entries, in the order asked for
   */
  async *batches(asked: AskedDay): AsyncGenerator<EntryBatch, void> {
    const index = this.#index;
    index.clear();
    if (this.#query.context !== undefined) {
      yield* this.#withContext(asked, this.#query.context);
      return;
    }
    for await (const _ of searchDay(this.#tools, asked, index)) {
      if (this.#query.order === "none") yield* this.#foundSoFar(asked.files);
    }
    if (this.#query.order === "none") return;
    yield* this.#read(index, asked.files, this.#left(asked, index, this.#order(index)));
  }

  async *#withContext(asked: AskedDay, context: ContextQuery): AsyncGenerator<EntryBatch, void> {
    const counts = new CountedOnce(this.#tools.counts);
    const found = this.#index;
    for await (const _ of searchDay({ ...this.#tools, counts }, asked, found)) {
      // Nothing is shown before all matches of the day are known.
    }
    if (found.count === 0) return;
    const order = this.#order(found);
    const left = this.#left(asked, found, order);
    const next = left[asked.limit];
    // Those before the cursor too: what stands after them may come after it.
    const lines = order.subarray(
      0,
      order.length - left.length + Math.min(left.length, asked.limit),
    );
    const tools = { ...this.#tools, counts };
    const shown = await withContext(tools, { files: asked.files, index: found, lines }, context);
    const all = this.#left(asked, shown, this.#order(shown));
    const end = next === undefined ? all.length : this.#lengthBefore(shown, all, { found, next });
    yield* this.#read(shown, asked.files, all.subarray(0, end));
  }

  /** How many of the lines stand before the first match that is not shown. */
  #lengthBefore(
    shown: LineIndex,
    lines: Uint32Array,
    { found, next }: { found: LineIndex; next: number },
  ): number {
    const isReversed = this.#query.order === "desc";
    const length = lines.findIndex((line) => {
      const distance =
        (shown.times[line] ?? 0) - (found.times[next] ?? 0) ||
        (shown.files[line] ?? 0) - (found.files[next] ?? 0) ||
        (shown.offsets[line] ?? 0) - (found.offsets[next] ?? 0);
      return isReversed ? distance <= 0 : distance >= 0;
    });
    return length < 0 ? lines.length : length;
  }

  #order(index: LineIndex): Uint32Array {
    const order = timeOrder(index.times.subarray(0, index.count));
    return this.#query.order === "desc" ? order.toReversed() : order;
  }

  /** The lines that come after the cursor, if there is one in this day. */
  #left({ day, files }: AskedDay, index: LineIndex, order: Uint32Array): Uint32Array {
    const { resumption } = this.#query;
    if (resumption?.cuts(day) !== true) return order;
    return order.filter((line) => {
      const file = files.at(index.files[line] ?? 0);
      const [offset = 0, timeMs = 0] = [index.offsets[line], index.times[line]];
      return file !== undefined && resumption.isLeft({ file, offset, timeMs });
    });
  }

  // The lines of one block, or of what another thread was given, as they were found.
  async *#foundSoFar(files: DayFiles): AsyncGenerator<EntryBatch, void> {
    const index = this.#index;
    if (index.count === 0) return;
    const lines = Uint32Array.from(index.times.subarray(0, index.count).keys());
    yield* this.#read(index, files, lines);
    index.clear();
  }

  // Lines as they are if they are kept, else read again slice by slice.
  async *#read(
    index: LineIndex,
    files: DayFiles,
    lines: Uint32Array,
  ): AsyncGenerator<EntryBatch, void> {
    if (index.isKept) {
      yield* this.#parts(index, files, lines);
      return;
    }
    let from = 0;
    while (from < lines.length) {
      const to = endOfSlice(index, lines, { from, maxBytes: this.#sliceBytes });
      this.#sliceBytes = Math.min(2 * this.#sliceBytes, MAX_SLICE_BYTES);
      const slice = lines.subarray(from, to);
      await this.#loader.load(index, files, slice.toSorted(), () => this.#tools.pacer.step());
      yield* this.#parts(index, files, slice);
      from = to;
    }
  }

  *#parts(index: LineIndex, files: DayFiles, lines: Uint32Array): Generator<EntryBatch, void> {
    const found = { index, files, counts: this.#tools.counts };
    for (let from = 0; from < lines.length; from += BATCH_LINES) {
      yield readEntries(found, lines.subarray(from, from + BATCH_LINES));
    }
  }
}

function endOfSlice(
  index: LineIndex,
  order: Uint32Array,
  { from, maxBytes }: { readonly from: number; readonly maxBytes: number },
): number {
  let bytes = 0;
  for (let at = from; at < order.length; at += 1) {
    bytes += index.lengths[order[at] ?? 0] ?? 0;
    if (bytes > maxBytes) return Math.max(at, from + 1);
  }
  return order.length;
}
