import type { Placed, Slab, SlabPool } from "./slab-pool.ts";

/**
 * Largest chunk put together from several pieces, in bytes: enough to make the call worth while, small
 * enough that the buffers of all writes under way do not count.
 */
export const MAX_GATHERED_BYTES: number = 256 * 1024;
const EMPTY: Buffer = Buffer.alloc(0);
const LF = 0x0a;

/**
 * The lines of one file that wait to be written, oldest first, in pieces: neighbouring lines in one
 * block. Piece `at` lies in `#slabs[at]` from `#starts[at]` to `#ends[at]`: lists of numbers, since in a
 * flood an object for each of half a million pieces would take more memory than their lines.
 */
export class LineQueue {
  readonly #pool: SlabPool;
  #slabs: Slab[] = [];
  #starts: number[] = [];
  #ends: number[] = [];
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
    const last = this.#slabs.length - 1;
    if (last >= 0 && this.#slabs[last] === slab && this.#ends[last] === start) {
      this.#ends[last] = end;
    } else {
      this.#pool.hold(slab);
      this.#slabs.push(slab);
      this.#starts.push(start);
      this.#ends.push(end);
    }
    this.#bytes += end - start;
    this.#entries += 1;
  }

  /** Whether {@link front} has to put its chunk together from several pieces. */
  get isScattered(): boolean {
    return this.#slabs.length > 1;
  }

  /**
   * The lines at the front as one chunk of whole lines. What lies in one piece is handed out without a
   * copy; several pieces are put together in `scratch`, as many as fit. Good until {@link consume}.
   */
  front(scratch?: Buffer): Buffer {
    if (this.#slabs.length === 0) return EMPTY;
    const first = this.#pieceAt(0);
    if (!this.isScattered || first.length >= MAX_GATHERED_BYTES) return first;
    return this.#gather(scratch ?? Buffer.allocUnsafe(MAX_GATHERED_BYTES));
  }

  /** Takes `bytes` (whole lines) off the front and returns how many lines they were. */
  consume(bytes: number): number {
    if (bytes === this.#bytes) return this.clear();
    let left = bytes;
    let lines = 0;
    let done = 0;
    for (const slab of this.#slabs) {
      const piece = this.#pieceAt(done);
      lines += countLines(piece, Math.min(left, piece.length));
      if (left < piece.length) {
        this.#starts[done] = (this.#starts[done] ?? 0) + left;
        break;
      }
      left -= piece.length;
      this.#pool.release(slab);
      done += 1;
    }
    for (const list of [this.#slabs, this.#starts, this.#ends]) list.splice(0, done);
    this.#bytes -= bytes;
    this.#entries -= lines;
    return lines;
  }

  /** Gives each line, oldest first, to the queue that is chosen for it; nothing is copied. */
  moveTo(choose: (line: Buffer) => LineQueue): void {
    const slabs = this.#slabs;
    const starts = this.#starts;
    const ends = this.#ends;
    this.#reset();
    for (const [at, slab] of slabs.entries()) {
      const end = ends[at] ?? 0;
      for (let start = starts[at] ?? 0; start < end;) {
        const lineEnd = slab.bytes.indexOf(LF, start) + 1;
        choose(slab.bytes.subarray(start, lineEnd)).push({ slab, start, end: lineEnd });
        start = lineEnd;
      }
      this.#pool.release(slab);
    }
  }

  /** Takes everything off and returns how many lines it was. */
  clear(): number {
    const lines = this.#entries;
    for (const slab of this.#slabs) this.#pool.release(slab);
    this.#reset();
    return lines;
  }

  #reset(): void {
    this.#slabs = [];
    this.#starts = [];
    this.#ends = [];
    this.#bytes = 0;
    this.#entries = 0;
  }

  /** Moves lines that will wait for long out of blocks they share with lines of other files. */
  setAside(): void {
    const slabs = new Set(this.#slabs);
    const heldBytes = [...slabs].reduce((sum, slab) => sum + slab.bytes.length, 0);
    if (heldBytes < this.#bytes * 2) return;
    const slab = this.#pool.setAside(this.#slabs.map((_, at) => this.#pieceAt(at)));
    for (const shared of this.#slabs) this.#pool.release(shared);
    this.#slabs = [slab];
    this.#starts = [0];
    this.#ends = [slab.used];
  }

  #pieceAt(at: number): Buffer {
    return this.#slabs[at]?.bytes.subarray(this.#starts[at], this.#ends[at]) ?? EMPTY;
  }

  /** Copies pieces into a buffer, as many from the front as fit whole; the first one always does. */
  #gather(into: Buffer): Buffer {
    let used = 0;
    for (let at = 0; at < this.#slabs.length; at += 1) {
      const start = this.#starts[at] ?? 0;
      const end = this.#ends[at] ?? 0;
      if (used + end - start > into.length) break;
      used += this.#slabs[at]?.bytes.copy(into, used, start, end) ?? 0;
    }
    return into.subarray(0, used);
  }
}

/** Lines in the first `length` bytes. */
function countLines(bytes: Buffer, length: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at >= 0 && at < length; at = bytes.indexOf(LF, at + 1)) {
    lines += 1;
  }
  return lines;
}
