import type { Placed, Slab, SlabPool } from "./slab-pool.ts";

/** Neighbouring lines of one file in one block. */
interface Piece {
  slab: Slab;
  start: number;
  end: number;
}

/**
 * Largest chunk put together from several pieces, in bytes: enough to make the call worth while, small
 * enough that the buffers of all writes under way do not count.
 */
export const MAX_GATHERED_BYTES: number = 256 * 1024;
const EMPTY: Buffer = Buffer.alloc(0);
const LF = 0x0a;

/** The lines of one file that wait to be written, oldest first. */
export class LineQueue {
  readonly #pool: SlabPool;
  #pieces: Piece[] = [];
  #bytes = 0;
  #entries = 0;

  constructor(pool: SlabPool) {
    this.#pool = pool;
  }

  /** Bytes that wait. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Lines that wait. */
  get entries(): number {
    return this.#entries;
  }

  /** Adds one line. */
  push({ slab, start, end }: Placed): void {
    const last = this.#pieces.at(-1);
    if (last !== undefined && last.slab === slab && last.end === start) {
      last.end = end;
    } else {
      slab.pieces += 1;
      this.#pieces.push({ slab, start, end });
    }
    this.#bytes += end - start;
    this.#entries += 1;
  }

  /** Whether {@link front} has to put its chunk together from several pieces. */
  get isScattered(): boolean {
    return this.#pieces.length > 1;
  }

  /**
   * The lines at the front as one chunk of whole lines. What lies in one piece is handed out without a
   * copy; several pieces are put together in `scratch`, as many as fit. Good until {@link consume}.
   */
  front(scratch?: Buffer): Buffer {
    const [first] = this.#pieces;
    if (first === undefined) return EMPTY;
    const { slab, start, end } = first;
    if (!this.isScattered || end - start >= MAX_GATHERED_BYTES)
      return slab.bytes.subarray(start, end);
    return gather(this.#pieces, scratch ?? Buffer.allocUnsafe(MAX_GATHERED_BYTES));
  }

  /** Takes `bytes` (whole lines) off the front and returns how many lines they were. */
  consume(bytes: number): number {
    if (bytes === this.#bytes) return this.clear();
    let left = bytes;
    let lines = 0;
    let done = 0;
    for (const piece of this.#pieces) {
      const taken = Math.min(left, piece.end - piece.start);
      lines += countLines(piece.slab.bytes, piece.start, piece.start + taken);
      piece.start += taken;
      left -= taken;
      if (piece.start < piece.end) break;
      this.#pool.release(piece.slab);
      done += 1;
    }
    this.#pieces.splice(0, done);
    this.#bytes -= bytes;
    this.#entries -= lines;
    return lines;
  }

  /** Takes everything off and returns how many lines it was. */
  clear(): number {
    const lines = this.#entries;
    for (const { slab } of this.#pieces) this.#pool.release(slab);
    this.#pieces = [];
    this.#bytes = 0;
    this.#entries = 0;
    return lines;
  }

  /** Moves lines that will wait for long out of blocks they share with lines of other files. */
  setAside(): void {
    const slabs = new Set(this.#pieces.map((piece) => piece.slab));
    const heldBytes = [...slabs].reduce((sum, slab) => sum + slab.bytes.length, 0);
    if (heldBytes < this.#bytes * 2) return;
    const slab = this.#pool.setAside(
      this.#pieces.map((piece) => piece.slab.bytes.subarray(piece.start, piece.end)),
    );
    for (const piece of this.#pieces) this.#pool.release(piece.slab);
    slab.pieces = 1;
    this.#pieces = [{ slab, start: 0, end: slab.used }];
  }
}

/** Copies pieces into a buffer, as many from the front as fit whole; the first one always does. */
function gather(pieces: readonly Piece[], into: Buffer): Buffer {
  let used = 0;
  for (const { slab, start, end } of pieces) {
    if (used + end - start > into.length) break;
    used += slab.bytes.copy(into, used, start, end);
  }
  return into.subarray(0, used);
}

function countLines(bytes: Buffer, start: number, end: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF, start); at >= 0 && at < end; at = bytes.indexOf(LF, at + 1)) {
    lines += 1;
  }
  return lines;
}
