import type { PlannedFile } from "../plan/planned-file.ts";
import type { ScanCounts } from "./block-scanner.ts";

/** Counts for a day whose files are scanned twice: what is damaged is noted once. */
export class CountedOnce implements ScanCounts {
  readonly #counts: ScanCounts;
  readonly #noted = new Set<string>();

  constructor(counts: ScanCounts) {
    this.#counts = counts;
  }

  get linesSeen(): number {
    return this.#counts.linesSeen;
  }

  set linesSeen(count: number) {
    this.#counts.linesSeen = count;
  }

  get linesParsed(): number {
    return this.#counts.linesParsed;
  }

  set linesParsed(count: number) {
    this.#counts.linesParsed = count;
  }

  addMalformed(file: PlannedFile, offset: number, isSalvaged = false): void {
    if (this.#isNew(file, offset)) this.#counts.addMalformed(file, offset, isSalvaged);
  }

  addTornTail(file: PlannedFile, offset: number): void {
    if (this.#isNew(file, offset)) this.#counts.addTornTail(file, offset);
  }

  #isNew({ path }: PlannedFile, offset: number): boolean {
    const place = `${path}:${offset}`;
    if (this.#noted.has(place)) return false;
    this.#noted.add(place);
    return true;
  }
}
