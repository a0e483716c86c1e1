import { endOfPlainString } from "./json-extent.ts";

interface Known {
  readonly bytes: Buffer;
  readonly text: string;
}

const QUOTE = 0x22;
/** More than a log has types, or one file phones; what is beyond it is only decoded again. */
const MAX_TEXTS = 4096;

/** Reads short strings of lines that come again and again, and decodes each only once. */
export class RepeatedText {
  readonly #byHash = new Map<number, Known>();
  #last: Known = { bytes: Buffer.alloc(0), text: "" };

  /** What was read last. */
  get text(): string {
    return this.#last.text;
  }

  /** Reads the string whose first byte is at `from`; the place of its closing quotation mark, or -1. */
  read(bytes: Buffer, from: number, end: number): number {
    const lastEnd = from + this.#last.bytes.length;
    if (lastEnd < end && bytes[lastEnd] === QUOTE && isAt(bytes, from, this.#last.bytes)) {
      return lastEnd;
    }
    const to = endOfPlainString(bytes, from, end);
    if (to >= 0) this.#last = this.#find(bytes, from, to);
    return to;
  }

  #find(bytes: Buffer, from: number, to: number): Known {
    const hash = hashOf(bytes, from, to);
    const known = this.#byHash.get(hash);
    if (known?.bytes.length === to - from && isAt(bytes, from, known.bytes)) return known;
    if (this.#byHash.size === MAX_TEXTS) this.#byHash.clear();
    const copy = Buffer.from(bytes.subarray(from, to));
    const added = { bytes: copy, text: copy.toString() };
    this.#byHash.set(hash, added);
    return added;
  }
}

function isAt(bytes: Buffer, from: number, wanted: Buffer): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (bytes[from + index] !== wanted[index]) return false;
  }
  return true;
}

/** FNV-1a. */
function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}
