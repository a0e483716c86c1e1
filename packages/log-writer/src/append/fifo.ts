/** Taken items are cut off when there are so many, and more than are left: no item is moved often. */
const MIN_TAKEN = 1024;

/**
 * First in, first out, at a cost that does not depend on how many wait: taking the first of 10,000 off
 * an array moves all others.
 */
export class Fifo<Item> {
  #items: Item[] = [];
  #taken = 0;

  /** Items that wait. */
  get length(): number {
    return this.#items.length - this.#taken;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  /** Takes the first one off; `undefined` if there is none. */
  shift(): Item | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#taken];
    this.#taken += 1;
    if (this.length === 0 || (this.#taken >= MIN_TAKEN && this.#taken >= this.length)) {
      this.#items = this.#items.slice(this.#taken);
      this.#taken = 0;
    }
    return item;
  }
}
