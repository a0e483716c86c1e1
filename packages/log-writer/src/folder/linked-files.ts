import { formatLink, type CalendarDay, type DayFile } from "@org/log-core";

/** Which files of the newest day have their link: files are opened again far more often than made. */
export class LinkedFiles {
  readonly #links = new Set<string>();
  #day: CalendarDay | undefined;

  /** Whether the link of a file has been seen to lead to it. */
  has(file: DayFile): boolean {
    return file.day === this.#day && file.part === 1 && this.#links.has(formatLink(file));
  }

  /** Remembers it, and forgets the days before. */
  add(file: DayFile): void {
    if (this.#day === undefined || file.day > this.#day) {
      this.#day = file.day;
      this.#links.clear();
    }
    if (file.day === this.#day) this.#links.add(formatLink(file));
  }
}
