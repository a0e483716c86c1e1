import type { DayFile, LogEntry } from "@org/log-core";
import { headOf, type CountedLine, type EntryHead, type EntryTally } from "./entry-tally.ts";

/** How much there is of each phone, as plain data. */
export interface PhoneCounts {
  readonly phones: readonly (readonly [
    phone: string,
    entries: number,
    firstMs: number,
    lastMs: number,
  ])[];
}

/** How much there is of one phone. */
export interface PhoneCount {
  entries: number;
  firstMs: number;
  lastMs: number;
}

/** Counts the entries of each phone in its own files, exactly: memory grows with the phones. */
export class PhoneTally implements EntryTally {
  entries = 0;
  readonly needsEntries = false;
  readonly #counts = new Map<string, PhoneCount>();
  #lastPhone: string | undefined;
  #last: PhoneCount = emptyCount();

  addEntry(entry: LogEntry, line: CountedLine, file: DayFile): void {
    this.addHead(headOf(entry), line, file);
  }

  addHead({ phone }: EntryHead, { timeMs }: CountedLine, { key }: DayFile): void {
    // A line that names no phone is of its file's; one that names another's is no part of this log.
    // Where file names ignore case, two keys that differ in case share one file.
    const counted = phone ?? key;
    if (counted !== key && counted.toLowerCase() !== key.toLowerCase()) return;
    this.entries += 1;
    const count = this.#find(counted);
    count.entries += 1;
    if (timeMs < count.firstMs) count.firstMs = timeMs;
    if (timeMs > count.lastMs) count.lastMs = timeMs;
  }

  merge({ phones }: PhoneCounts): void {
    for (const [phone, entries, firstMs, lastMs] of phones) {
      const count = this.#find(phone);
      this.entries += entries;
      count.entries += entries;
      count.firstMs = Math.min(count.firstMs, firstMs);
      count.lastMs = Math.max(count.lastMs, lastMs);
    }
  }

  data(): PhoneCounts {
    return {
      phones: Array.from(this.#counts, ([phone, { entries, firstMs, lastMs }]) => [
        phone,
        entries,
        firstMs,
        lastMs,
      ]),
    };
  }

  /** What was counted of a phone; `undefined` if nothing was. */
  of(phone: string): Readonly<PhoneCount> | undefined {
    return this.#counts.get(phone);
  }

  #find(phone: string): PhoneCount {
    // Lines beside each other are mostly of one phone.
    if (phone === this.#lastPhone) return this.#last;
    const count = this.#counts.get(phone) ?? emptyCount();
    this.#counts.set(phone, count);
    this.#lastPhone = phone;
    this.#last = count;
    return count;
  }
}

function emptyCount(): PhoneCount {
  return { entries: 0, firstMs: Infinity, lastMs: -Infinity };
}
