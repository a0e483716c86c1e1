import { LEVELS, levelNumber, type DayFile, type LogEntry } from "@org/log-core";
import { readFieldPath } from "../query/where-condition.ts";
import { headOf, type CountedLine, type EntryHead, type EntryTally } from "./entry-tally.ts";
import { fieldValue } from "./field-value.ts";
import { createHourOfDay } from "./hour-of-day.ts";
import { DIMENSIONS, HOURS, recordOf, type Dimension, type PartialStats } from "./partial-stats.ts";
import { ValueCounts } from "./value-counts.ts";

const LEVEL_NAMES: ReadonlyMap<number, string> = new Map(
  LEVELS.map((level) => [levelNumber(level), level]),
);

/** Counts entries by all that stats tell. Memory does not grow with their number. */
export class StatsCounter implements EntryTally {
  entries = 0;
  readonly #hourOf: (timeMs: number) => number;
  readonly #paths: readonly (readonly string[])[];
  readonly #dimensions: Readonly<Record<Dimension, ValueCounts>> = recordOf(
    () => new ValueCounts(),
  );
  readonly #by: readonly ValueCounts[];
  #bytes = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;

  /** @param paths - Fields to count by besides the usual ones. */
  constructor(timeZone: string, paths: readonly string[]) {
    this.#hourOf = createHourOfDay(timeZone);
    this.#paths = paths.map((path) => readFieldPath(path) ?? [path]);
    this.#by = paths.map(() => new ValueCounts());
  }

  /** Whether entries are counted by fields that only the parser finds. */
  get needsEntries(): boolean {
    return this.#paths.length > 0;
  }

  addEntry(entry: LogEntry, line: CountedLine, file: DayFile): void {
    this.addHead(headOf(entry), line, file);
    for (const [index, path] of this.#paths.entries()) {
      this.#by[index]?.add(fieldValue(entry, path), line.bytes);
    }
  }

  addHead(head: EntryHead, { timeMs, level, bytes }: CountedLine, file: DayFile): void {
    const { days, hours, logs, phones, directions, types, levels } = this.#dimensions;
    this.entries += 1;
    this.#bytes += bytes;
    if (timeMs < this.#firstMs) this.#firstMs = timeMs;
    if (timeMs > this.#lastMs) this.#lastMs = timeMs;
    days.add(file.day, bytes);
    hours.add(HOURS[this.#hourOf(timeMs)], bytes);
    logs.add(file.log, bytes);
    // As a query for a phone has it: a WhatsApp line that names no phone is of its file's.
    phones.add(head.phone ?? (file.log === "whatsapp" ? file.key : undefined), bytes);
    directions.add(head.direction, bytes);
    types.add(head.type, bytes);
    levels.add(LEVEL_NAMES.get(level), bytes);
  }

  /** Adds what was counted elsewhere by the same paths. */
  merge({ entries, bytes, firstMs, lastMs, dimensions, by }: PartialStats): void {
    this.entries += entries;
    this.#bytes += bytes;
    this.#firstMs = Math.min(this.#firstMs, firstMs);
    this.#lastMs = Math.max(this.#lastMs, lastMs);
    for (const name of DIMENSIONS) this.#dimensions[name].merge(dimensions[name]);
    for (const [index, counts] of by.entries()) this.#by[index]?.merge(counts);
  }

  /** What has been counted so far. */
  data(): PartialStats {
    return {
      entries: this.entries,
      bytes: this.#bytes,
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      dimensions: recordOf((name) => this.#dimensions[name].data()),
      by: this.#by.map((counts) => counts.data()),
    };
  }
}
