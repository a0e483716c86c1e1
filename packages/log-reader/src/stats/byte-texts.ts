interface Known {
  readonly bytes: Buffer;
  readonly text: string;
}

/** More than the types and the phones of one file; what is beyond it is only decoded again. */
const MAX_TEXTS = 4096;

/** Decodes short texts that come again and again, each only once. */
export class ByteTexts {
  readonly #byHash = new Map<number, Known>();
  #last: Known = { bytes: Buffer.alloc(0), text: "" };

  /** The text of the bytes from `from` up to `to`. */
  text(bytes: Buffer, from: number, to: number): string {
    if (isSame(this.#last.bytes, bytes, from, to)) return this.#last.text;
    const hash = hashOf(bytes, from, to);
    let known = this.#byHash.get(hash);
    if (known === undefined || !isSame(known.bytes, bytes, from, to)) {
      if (this.#byHash.size === MAX_TEXTS) this.#byHash.clear();
      const copy = Buffer.from(bytes.subarray(from, to));
      known = { bytes: copy, text: copy.toString() };
      this.#byHash.set(hash, known);
    }
    this.#last = known;
    return known.text;
  }
}

function isSame(known: Buffer, bytes: Buffer, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (known[at - from] !== bytes[at]) return false;
  return true;
}

/** FNV-1a. */
function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}
