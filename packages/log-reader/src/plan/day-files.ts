import { logRoot, type CalendarDay, type DayFile, type LogRoot } from "@org/log-core";
import type { PlannedFile } from "./planned-file.ts";

/** A file's name, and what it says: the same on every day. */
export interface NamedFile {
  readonly name: string;
  readonly file: Omit<DayFile, "day">;
}

/**
 * Some files of a day in their order. There may be very many, and most are read by another thread or hold
 * nothing that is looked for: they are kept as names that all days share, and a record of one is made
 * when it is asked for.
 */
export class DayFiles {
  readonly day: CalendarDay;
  readonly #named: readonly NamedFile[];

  constructor(day: CalendarDay, named: readonly NamedFile[]) {
    this.day = day;
    this.#named = named;
  }

  /** @param files - All of one day. */
  static of(day: CalendarDay, files: readonly PlannedFile[]): DayFiles {
    return new DayFiles(day, files.map(nameOf));
  }

  get length(): number {
    return this.#named.length;
  }

  at(place: number): PlannedFile | undefined {
    const named = this.#named[place];
    if (named === undefined) return undefined;
    const { log, key, instance, part } = named.file;
    const path = `${logRoot(log)}/${this.day}/${named.name}`;
    return { log, key, instance, part, day: this.day, path };
  }

  /** Those from a place on, up to another one. */
  range(from: number, to?: number): DayFiles {
    return new DayFiles(this.day, this.#named.slice(from, to));
  }

  *[Symbol.iterator](): Generator<PlannedFile, void> {
    for (const [, file] of this.entries()) yield file;
  }

  /**
   * Each with its place.
   * @yields the files in their order
   */
  *entries(): Generator<[place: number, file: PlannedFile], void> {
    for (let place = 0; place < this.length; place += 1) {
      const file = this.at(place);
      if (file !== undefined) yield [place, file];
    }
  }

  /** The names, all of files in the folder of {@link rootAt}. */
  get names(): string[] {
    return this.#named.map(({ name }) => name);
  }

  /** In which folder a file lies. */
  rootAt(place: number): LogRoot | undefined {
    const named = this.#named[place];
    return named && logRoot(named.file.log);
  }
}

/** The name of a file. */
export function nameOf(file: PlannedFile): NamedFile {
  return { name: file.path.slice(file.path.lastIndexOf("/") + 1), file };
}
