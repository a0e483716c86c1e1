import type { Finder } from "../filter/needle.ts";

/** The places that several finders find in some bytes, the first one of any of them at a time. */
export class FinderPlaces {
  readonly #finders: readonly Finder[];
  readonly #bytes: Buffer;
  /** The next place of each finder. */
  readonly #places: number[];

  constructor(finders: readonly Finder[], bytes: Buffer) {
    this.#finders = finders;
    this.#bytes = bytes;
    this.#places = finders.map((find) => placeOf(find(bytes, 0)));
  }

  /** The first place; Infinity if there is none. */
  get first(): number {
    return Math.min(...this.#places);
  }

  /** Passes over places before `from`. */
  skipTo(from: number): void {
    for (const [index, find] of this.#finders.entries()) {
      if ((this.#places[index] ?? 0) < from) this.#places[index] = placeOf(find(this.#bytes, from));
    }
  }
}

/** Where nothing was found is behind all places. */
function placeOf(found: number): number {
  return found < 0 ? Infinity : found;
}
