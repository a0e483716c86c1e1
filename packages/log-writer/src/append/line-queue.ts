import type { Placed, Slab, SlabPool } from "./slab-pool.ts";

/** Neighbouring lines of one file in one block. */
interface Piece {
  slab: Slab;
  start: number;
  end: number;
}

/** Largest chunk put together from pieces of several blocks, in bytes. */
const MAX_GATHERED_BYTES = 1024 * 1024;
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

  /**
   * The lines at the front as one chunk, leaving out the first `skip` bytes. A queue that lies in one
   * block is handed out without a copy, so the chunk is good only until {@link consume}.
   */
  front(skip = 0): Buffer {
    const parts = this.#parts(skip);
    const [first] = parts;
    if (first === undefined) return Buffer.alloc(0);
    return parts.length === 1 ? first : Buffer.concat(parts);
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
    const slab = this.#pool.setAside(this.#parts(0, Number.POSITIVE_INFINITY));
    for (const piece of this.#pieces) this.#pool.release(piece.slab);
    slab.pieces = 1;
    this.#pieces = [{ slab, start: 0, end: slab.used }];
  }

  #parts(skip: number, maxBytes: number = MAX_GATHERED_BYTES): Buffer[] {
    const parts: Buffer[] = [];
    let toSkip = skip;
    let gathered = 0;
    for (const { slab, start, end } of this.#pieces) {
      const from = start + Math.min(toSkip, end - start);
      toSkip -= from - start;
      if (from === end) continue;
      if (parts.length > 0 && gathered + end - from > maxBytes) break;
      parts.push(slab.bytes.subarray(from, end));
      gathered += end - from;
    }
    return parts;
  }
}

function countLines(bytes: Buffer, start: number, end: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF, start); at >= 0 && at < end; at = bytes.indexOf(LF, at + 1)) {
    lines += 1;
  }
  return lines;
}
