/** An id as 64 bits: two halves of a seeded hash. */
export interface IdHash {
  readonly high: number;
  readonly low: number;
}

/**
 * An id's hash. Of a million ids two share one once in 40 million times; the seed is a number of this
 * process, so that nobody can send ids that do.
 */
export function hashId(id: string, seed: number): IdHash {
  let high = seed ^ 0x9e3779b9;
  let low = ~seed;
  for (let at = 0; at < id.length; at += 1) {
    const unit = id.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
    low = Math.imul(low ^ unit, 0xc2b2ae35);
    low ^= low >>> 16;
  }
  return { high: mixed(high ^ id.length) >>> 0, low: mixed(low + high) >>> 0 };
}

function mixed(bits: number): number {
  const once = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return twice ^ (twice >>> 16);
}

/** What an {@link IdIndex} is made of, as plain data: it can be sent between threads. */
export interface IdIndexData {
  readonly seed: number;
  readonly count: number;
  /** By place, the row from 1 on; 0 where the place is free. As many as a power of two. */
  readonly places: Uint32Array;
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
}

const FIRST_ROWS = 512;
const NOBODY = -1;

/** Numbers ids in the order in which they come, in 16 bytes each; their texts are not kept. */
export class IdIndex {
  count: number;
  readonly seed: number;
  #places: Uint32Array;
  #highs: Uint32Array;
  #lows: Uint32Array;

  constructor(data?: IdIndexData) {
    this.seed = data?.seed ?? Math.floor(Math.random() * 2 ** 32);
    this.count = data?.count ?? 0;
    this.#places = data?.places ?? new Uint32Array(2 * FIRST_ROWS);
    this.#highs = data?.highs ?? new Uint32Array(FIRST_ROWS);
    this.#lows = data?.lows ?? new Uint32Array(FIRST_ROWS);
  }

  /** How many rows there is room for before everything grows. */
  get room(): number {
    return this.#highs.length;
  }

  /** The row of an id, or -1. */
  find(hash: IdHash): number {
    return (this.#places[this.#placeOf(hash)] ?? 0) + NOBODY;
  }

  /** The row of an id, a new one if it has none. */
  findOrAdd(hash: IdHash): number {
    const known = this.find(hash);
    if (known !== NOBODY) return known;
    if (this.count === this.room) this.#grow();
    const row = this.count;
    this.count += 1;
    this.#highs[row] = hash.high;
    this.#lows[row] = hash.low;
    this.#places[this.#placeOf(hash)] = row + 1;
    return row;
  }

  /** The hash that a row stands for. */
  hashAt(row: number): IdHash {
    return { high: this.#highs[row] ?? 0, low: this.#lows[row] ?? 0 };
  }

  data(): IdIndexData {
    const { seed, count } = this;
    return { seed, count, places: this.#places, highs: this.#highs, lows: this.#lows };
  }

  /** Where an id stands, or the free place where it belongs. At least half of the places are free. */
  #placeOf({ high, low }: IdHash): number {
    const mask = this.#places.length - 1;
    for (let place = low & mask; ; place = (place + 1) & mask) {
      const row = (this.#places[place] ?? 0) + NOBODY;
      if (row === NOBODY || (this.#lows[row] === low && this.#highs[row] === high)) return place;
    }
  }

  #grow(): void {
    const rows = this.room * 2;
    const [highs, lows] = [this.#highs, this.#lows];
    this.#highs = new Uint32Array(rows);
    this.#lows = new Uint32Array(rows);
    this.#highs.set(highs);
    this.#lows.set(lows);
    this.#places = new Uint32Array(2 * rows);
    for (let row = 0; row < this.count; row += 1) {
      this.#places[this.#placeOf(this.hashAt(row))] = row + 1;
    }
  }
}
