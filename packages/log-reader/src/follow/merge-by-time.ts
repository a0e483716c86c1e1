/** Items in an order of their own, a few at hand at a time. */
export interface TimedSource<Item> {
  /** Time of the next item at hand in ms; `undefined` when none is at hand. */
  readonly timeMs: number | undefined;
  /** Takes the next item at hand. */
  take(): Item;
  /** Gets more items, for when none is at hand; if there are none then either, this was all. */
  refill(): Promise<void>;
}

/**
 * The items of several sources, oldest first. Each source keeps its own order, even where its times
 * go back; of equal times the earlier source comes first.
 * @yields the items in batches of at most `batchItems`
 */
export async function* mergeByTime<Item>(
  sources: readonly TimedSource<Item>[],
  batchItems: number,
): AsyncGenerator<Item[], void, undefined> {
  const heap = new SourceHeap(sources);
  let batch: Item[] = [];
  for (let source = heap.first; source !== undefined; source = heap.first) {
    batch.push(source.take());
    if (source.timeMs === undefined) await source.refill();
    heap.settleFirst();
    if (batch.length === batchItems) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

interface Ranked<Item> {
  readonly source: TimedSource<Item>;
  readonly rank: number;
  /** The newest time the source has given: an older item that follows keeps its place. */
  timeMs: number;
}

/** A binary heap: the source whose item is next stands first. */
class SourceHeap<Item> {
  readonly #heap: Ranked<Item>[];

  constructor(sources: readonly TimedSource<Item>[]) {
    this.#heap = sources.flatMap((source, rank) =>
      source.timeMs === undefined ? [] : [{ source, rank, timeMs: source.timeMs }],
    );
    for (let at = this.#heap.length >> 1; at >= 0; at -= 1) this.#sink(at);
  }

  get first(): TimedSource<Item> | undefined {
    return this.#heap[0]?.source;
  }

  /** Puts the first source where it belongs after its item was taken. */
  settleFirst(): void {
    const [first] = this.#heap;
    const last = this.#heap.at(-1);
    if (first === undefined || last === undefined) return;
    if (first.source.timeMs === undefined) {
      this.#heap[0] = last;
      this.#heap.pop();
    } else {
      first.timeMs = Math.max(first.timeMs, first.source.timeMs);
    }
    this.#sink(0);
  }

  #sink(from: number): void {
    let at = from;
    for (;;) {
      const child = this.#earlierChild(at);
      const [here, below] = [this.#heap[at], this.#heap[child]];
      if (here === undefined || below === undefined || !isBefore(below, here)) return;
      this.#heap[at] = below;
      this.#heap[child] = here;
      at = child;
    }
  }

  #earlierChild(at: number): number {
    const [left, right] = [this.#heap[2 * at + 1], this.#heap[2 * at + 2]];
    const isRight = left !== undefined && right !== undefined && isBefore(right, left);
    return 2 * at + (isRight ? 2 : 1);
  }
}

function isBefore(a: Ranked<unknown>, b: Ranked<unknown>): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.rank < b.rank);
}
