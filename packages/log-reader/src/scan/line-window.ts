/** Whole lines of a file as they were read. */
export interface LineBlock {
  /** The lines and nothing else. Valid until the next read. */
  readonly bytes: Buffer;
  /** Where the first of them begins in its file. */
  readonly offset: number;
  /** Whether the last line has no line feed: the file ends there. */
  readonly isTail: boolean;
}

/**
 * What fits beside its search into a core's second cache: the same 512 KiB again and again are copied from
 * the system's cache as fast as less, and more takes longer on most machines. With less, what is done
 * once for each read shows: 20 µs, in code that is still cold when a month has been read.
 */
export const READ_BYTES: number = 512 * 1024;
/** A longer line is no entry of anybody's: it is passed over without being held. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;
const LF = 0x0a;

/**
 * Cuts what is read from one file after the other into blocks of whole lines. The one buffer is used
 * again and again; a line longer than it makes it grow for as long as that file lasts.
 */
export class LineWindow {
  /** Where the next bytes are to be read from. */
  position = 0;
  /** Where lines begin that were too long to be held. */
  readonly overlong: number[] = [];
  readonly #maxLineBytes: number;
  readonly #first: Buffer;
  #buffer: Buffer;
  /** What is held from the last block: the beginning of a line. */
  #heldFrom = 0;
  #heldTo = 0;
  #isPassingOver = false;

  constructor(readBytes: number = READ_BYTES, maxLineBytes: number = MAX_LINE_BYTES) {
    this.#first = Buffer.allocUnsafeSlow(readBytes);
    this.#buffer = this.#first;
    this.#maxLineBytes = maxLineBytes;
  }

  /**
   * Begins a file.
   * @param from - In its middle: with the first line that begins there or later.
   */
  begin(from = 0): void {
    this.#buffer = this.#first;
    this.#heldFrom = 0;
    this.#heldTo = 0;
    // Whether a line begins at `from` shows in the byte before it.
    this.#isPassingOver = from > 0;
    this.position = Math.max(0, from - 1);
    this.overlong.length = 0;
  }

  /** Where the line begins that is held, or else the next one can at the earliest. */
  get lineBegin(): number {
    return this.position - (this.#heldTo - this.#heldFrom);
  }

  /** Where the next bytes are to be read to. Ends the validity of the block before. */
  free(): Buffer {
    const held = this.#heldTo - this.#heldFrom;
    // Half full of one line: without room for a large read, every read would cost its own move.
    const target = held > this.#buffer.length / 2 ? this.#grown() : this.#buffer;
    // Small files hold nothing over, and are many.
    if (held > 0) this.#buffer.copy(target, 0, this.#heldFrom, this.#heldTo);
    this.#buffer = target;
    this.#heldFrom = 0;
    this.#heldTo = held;
    return held === 0 ? target : target.subarray(held);
  }

  /** Takes `count` bytes read into {@link free}; returns the lines that are complete now, if any. */
  take(count: number): LineBlock | undefined {
    this.#heldTo += count;
    this.position += count;
    // What was held before is the beginning of a line, so a line feed is in what is new.
    const end = this.#buffer.lastIndexOf(LF, this.#heldTo - 1) + 1;
    if (end === 0) {
      this.#passOverIfTooLong();
      return undefined;
    }
    const start = this.#isPassingOver ? this.#buffer.indexOf(LF) + 1 : 0;
    this.#isPassingOver = false;
    this.#heldFrom = end;
    return start === end ? undefined : this.#block(start, end, false);
  }

  /** The last line, if the file does not end with a line feed. */
  rest(): LineBlock | undefined {
    if (this.#isPassingOver || this.#heldFrom === this.#heldTo) return undefined;
    return this.#block(this.#heldFrom, this.#heldTo, true);
  }

  #block(start: number, end: number, isTail: boolean): LineBlock {
    const offset = this.position - this.#heldTo + start;
    return { bytes: this.#buffer.subarray(start, end), offset, isTail };
  }

  #passOverIfTooLong(): void {
    if (!this.#isPassingOver) {
      if (this.#heldTo - this.#heldFrom <= this.#maxLineBytes) return;
      this.overlong.push(this.position - this.#heldTo + this.#heldFrom);
      this.#isPassingOver = true;
    }
    this.#heldFrom = this.#heldTo;
  }

  #grown(): Buffer {
    return Buffer.allocUnsafeSlow(this.#buffer.length * 2);
  }
}
