import type { Breakdown } from "./log-stats.ts";

/** Counts by value as plain data, to be sent between threads and merged. */
export interface ValueCountsData {
  readonly values: readonly (readonly [value: string, entries: number, bytes: number])[];
  readonly countedEntries: number;
  readonly missingEntries: number;
  readonly maxErrorEntries: number;
}

/** So many values are counted exactly. */
export const MAX_EXACT_VALUES = 100_000;
/** Longer values count by their beginning: what is counted by is a name, not a text. */
export const MAX_VALUE_CHARS = 120;

interface Count {
  entries: number;
  bytes: number;
}

/**
 * Entries by value, in bounded memory (Misra and Gries, in batches). When there are more values than
 * are kept, the same number is taken from every count, so that half of them come to nothing and go:
 * the sum of what was taken is how much a count may be too low. It is at most a 50,000th of all entries.
 */
export class ValueCounts {
  readonly #counts = new Map<string, Count>();
  readonly #maxValues: number;
  #lastValue: string | undefined;
  #last: Count = { entries: 0, bytes: 0 };
  #countedEntries = 0;
  #missingEntries = 0;
  #maxErrorEntries = 0;

  constructor(maxValues: number = MAX_EXACT_VALUES) {
    this.#maxValues = maxValues;
  }

  /** @param value - `undefined` where an entry has none. */
  add(value: string | undefined, bytes: number): void {
    if (value === undefined) {
      this.#missingEntries += 1;
      return;
    }
    this.#countedEntries += 1;
    // Lines beside each other often have the same phone, type or level.
    if (value !== this.#lastValue) this.#find(value);
    this.#last.entries += 1;
    this.#last.bytes += bytes;
    if (this.#counts.size > this.#maxValues) this.#prune();
  }

  /** Adds what was counted elsewhere. */
  merge(data: ValueCountsData): void {
    this.#countedEntries += data.countedEntries;
    this.#missingEntries += data.missingEntries;
    this.#maxErrorEntries += data.maxErrorEntries;
    for (const [value, entries, bytes] of data.values) {
      this.#find(value);
      this.#last.entries += entries;
      this.#last.bytes += bytes;
    }
    if (this.#counts.size > this.#maxValues) this.#prune();
  }

  data(): ValueCountsData {
    return {
      values: Array.from(this.#counts, ([value, { entries, bytes }]) => [value, entries, bytes]),
      countedEntries: this.#countedEntries,
      missingEntries: this.#missingEntries,
      maxErrorEntries: this.#maxErrorEntries,
    };
  }

  #find(value: string): void {
    const key = value.length > MAX_VALUE_CHARS ? shorten(value) : value;
    let count = this.#counts.get(key);
    if (count === undefined) {
      count = { entries: 0, bytes: 0 };
      this.#counts.set(key, count);
    }
    this.#lastValue = value;
    this.#last = count;
  }

  #prune(): void {
    const sizes = Float64Array.from(this.#counts.values(), ({ entries }) => entries).toSorted();
    const taken = sizes[sizes.length >> 1] ?? 0;
    this.#maxErrorEntries += taken;
    for (const [value, count] of this.#counts) {
      count.entries -= taken;
      if (count.entries <= 0) this.#counts.delete(value);
    }
    this.#lastValue = undefined;
  }
}

/** The beginning of a value, as a text of its own: a slice would hold on to all of it. */
function shorten(value: string): string {
  const beginning = value.slice(0, MAX_VALUE_CHARS - 1).replace(/\p{Surrogate}$/u, "");
  return Buffer.from(`${beginning}…`).toString();
}

/** A breakdown of counts: the `top` most frequent values and what is left. */
export function breakdownOf(data: ValueCountsData, top: number): Breakdown {
  const listed = data.values
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, top)
    .map(([value, entries, bytes]) => ({ value, entries, bytes }));
  const listedEntries = listed.reduce((sum, { entries }) => sum + entries, 0);
  return {
    top: listed,
    otherEntries: data.countedEntries - listedEntries,
    missingEntries: data.missingEntries,
    distinct: data.values.length,
    maxErrorEntries: data.maxErrorEntries,
  };
}
