import type { CalendarDay, LogRoot } from "@org/log-core";
import { nameOf, type NamedFile } from "./day-files.ts";
import type { FileSelection } from "./file-selection.ts";
import { comparePlannedFiles } from "./planned-file.ts";

/** With more names than these, all are forgotten before the next day. */
const MAX_KNOWN_NAMES = 100_000;

/** A name of a selected file. */
interface KnownFile extends NamedFile {
  /** Its place among all known files. */
  rank: number;
}

/** What the names in a day folder stand for. */
export interface NamedFiles {
  /** In the order of {@link comparePlannedFiles}. */
  readonly files: NamedFile[];
  /** Names that are no log files. */
  readonly foreign: readonly string[];
}

/**
 * What the names in the day folders of a root stand for, and in which order. Most phones have a file every
 * day, so that is kept from one day to the next: reading and comparing names takes as long as listing them.
 */
export class KnownNames {
  readonly #root: LogRoot;
  readonly #selection: FileSelection;
  readonly #byName = new Map<string, KnownFile | "foreign" | "other">();
  /** In the order of {@link comparePlannedFiles}. */
  #ranked: KnownFile[] = [];

  constructor(root: LogRoot, selection: FileSelection) {
    this.#root = root;
    this.#selection = selection;
  }

  /** The files of a day, by the names of what is in its folder. */
  filesOf(day: CalendarDay, names: readonly string[]): NamedFiles {
    const known = this.#lookUp(names);
    if (known !== undefined) return known;
    if (this.#byName.size > MAX_KNOWN_NAMES) this.#forget();
    const countBefore = this.#ranked.length;
    for (const name of names) if (!this.#byName.has(name)) this.#learn(day, name);
    if (this.#ranked.length > countBefore) this.#rank();
    return this.filesOf(day, names);
  }

  /**
   * What names stand for, if all of them are known. It knows nothing of how names are learned, so that Node,
   * which optimises what it does for every name of every day, is done with that soon.
   */
  #lookUp(names: readonly string[]): NamedFiles | undefined {
    const ranks = new Uint32Array(names.length);
    const foreign: string[] = [];
    let count = 0;
    for (const name of names) {
      const known = this.#byName.get(name);
      if (known === undefined) return undefined;
      if (known === "foreign") foreign.push(name);
      else if (known !== "other") ranks[count++] = known.rank;
    }
    return { files: this.#ofRanks(ranks.subarray(0, count).toSorted()), foreign };
  }

  #ofRanks(ranks: Uint32Array): NamedFile[] {
    const files: NamedFile[] = [];
    for (const rank of ranks) {
      const known = this.#ranked[rank];
      if (known !== undefined) files.push(known);
    }
    return files;
  }

  #learn(day: CalendarDay, name: string): void {
    const file = this.#selection.select({ root: this.#root, day }, name);
    const known = typeof file === "string" ? file : { ...nameOf(file), rank: 0 };
    if (typeof known === "object") this.#ranked.push(known);
    this.#byName.set(name, known);
  }

  #rank(): void {
    this.#ranked.sort((a, b) => comparePlannedFiles(a.file, b.file));
    for (const [rank, known] of this.#ranked.entries()) known.rank = rank;
  }

  #forget(): void {
    this.#byName.clear();
    this.#ranked = [];
  }
}
