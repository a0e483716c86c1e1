/** A block of memory that holds lines of many files, one after the other. */
export interface Slab {
  readonly bytes: Buffer;
  /** Bytes of it that hold lines. */
  used: number;
  /** Pieces of it that are still to be written; at zero it is used again. */
  pieces: number;
}

/** Where a line was put. */
export interface Placed {
  readonly slab: Slab;
  readonly start: number;
  readonly end: number;
}

/** Blocks kept for the next burst, however few hold lines. */
const MIN_FREE_SLABS = 4;
const MIN_SLAB_BYTES = 64 * 1024;
const MAX_SLAB_BYTES = 1024 * 1024;
/** What a queue remembers of a piece: three numbers, in lists that grow by half. */
const PIECE_BYTES = 32;
/** A pool smaller than this many blocks would be full with its last one half empty. */
const MIN_SLABS = 16;

/**
 * Memory for lines that wait to be written: as UTF-8 in blocks that are counted and used again.
 * JavaScript strings would take two to five times their size, and their size would be unknown.
 * What the queues remember of their pieces is counted too: with short lines it is a good part of it.
 */
export class SlabPool {
  readonly #maxBytes: number;
  readonly #slabBytes: number;
  readonly #free: Slab[] = [];
  #current: Slab | undefined;
  #heldBytes = 0;

  /** @param maxBytes most that all blocks together may take, with what is remembered of their pieces */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    const share = Math.floor(maxBytes / MIN_SLABS);
    this.#slabBytes = Math.min(Math.max(share, MIN_SLAB_BYTES), MAX_SLAB_BYTES);
  }

  /** Memory taken by all blocks that hold lines and by their pieces, in bytes. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /**
   * Copies a line into a block, or returns `undefined` if that would exceed the pool. The line stays
   * there while a piece of the block is held.
   */
  place(line: string): Placed | undefined {
    if (this.#heldBytes + PIECE_BYTES > this.#maxBytes) return undefined;
    // UTF-8 takes at most three bytes for a UTF-16 unit.
    const slab = this.#currentWith(line.length * 3) ?? this.#room(Buffer.byteLength(line));
    if (slab === undefined) return undefined;
    const start = slab.used;
    slab.used += slab.bytes.write(line, start);
    return { slab, start, end: slab.used };
  }

  /**
   * Copies bytes out of their blocks into a block of their own, so that those can be used again. It is
   * one piece, and held.
   */
  setAside(parts: readonly Buffer[]): Slab {
    const bytes = Buffer.concat(parts);
    const slab = { bytes, used: bytes.length, pieces: 0 };
    this.#heldBytes += bytes.length;
    this.hold(slab);
    return slab;
  }

  /** Says that one more piece of a block waits to be written. */
  hold(slab: Slab): void {
    slab.pieces += 1;
    this.#heldBytes += PIECE_BYTES;
  }

  /** Says that one piece of a block has been written or given up. */
  release(slab: Slab): void {
    slab.pieces -= 1;
    this.#heldBytes -= PIECE_BYTES;
    if (slab.pieces === 0 && slab !== this.#current) this.#giveBack(slab);
  }

  #giveBack(slab: Slab): void {
    this.#heldBytes -= slab.bytes.length;
    if (slab.bytes.length !== this.#slabBytes) return;
    // What is dropped here lingers until the collector comes, while new blocks are made beside it: in a
    // flood all are used again, and when it ebbs half of them go, and half again.
    const keep = Math.max(MIN_FREE_SLABS, this.#heldBytes / this.#slabBytes);
    if (this.#free.length >= keep) this.#free.length = Math.floor(keep / 2);
    slab.used = 0;
    this.#free.push(slab);
  }

  /** A block with room for `bytes`, or `undefined` if that would exceed the pool. */
  #room(bytes: number): Slab | undefined {
    const current = this.#currentWith(bytes);
    if (current !== undefined) return current;
    return this.#nextWith(bytes);
  }

  /** The block in use, if it has room for `bytes`. */
  #currentWith(bytes: number): Slab | undefined {
    const current = this.#current;
    if (current === undefined) return undefined;
    // Nothing of it waits any more: begin again at its start.
    if (current.pieces === 0) current.used = 0;
    return current.bytes.length - current.used >= bytes ? current : undefined;
  }

  #nextWith(bytes: number): Slab | undefined {
    const current = this.#current;
    const size = Math.max(bytes, this.#slabBytes);
    const freed = current !== undefined && current.pieces === 0 ? current.bytes.length : 0;
    if (this.#heldBytes - freed + size + PIECE_BYTES > this.#maxBytes) return undefined;
    this.#retire(current);
    this.#current = (size === this.#slabBytes ? this.#free.pop() : undefined) ?? newSlab(size);
    this.#heldBytes += this.#current.bytes.length;
    return this.#current;
  }

  #retire(slab: Slab | undefined): void {
    this.#current = undefined;
    if (slab?.pieces === 0) this.#giveBack(slab);
  }
}

function newSlab(bytes: number): Slab {
  return { bytes: Buffer.allocUnsafeSlow(bytes), used: 0, pieces: 0 };
}
