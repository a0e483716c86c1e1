/**
 * `triple-search.wat`, assembled: a search with SIMD instructions for three bytes at their distances.
 * A test assembles it again and compares.
 */
export const MODULE: string =
  "AGFzbQEAAAABDwFgCn9/f39/f39/f38BfwMCAQAFAwEAAQcRAgZtZW1vcnkCAARmaW5kAAAKoAIBnQICCHsBfyAE" +
  "/Q8hCiAF/Q8hCyAG/Q8hDCAH/Q8hDSAI/Q8hDiAJ/Q8hDyABIANrIQEgAUEgayESAkADQCAAIBJKDQEgAP0ABAAg" +
  "C/1QIAr9IyAAIAJq/QAEACAN/VAgDP0j/U4gACADav0ABAAgD/1QIA79I/1OIRAgAP0ABBAgC/1QIAr9IyAAIAJq" +
  "/QAEECAN/VAgDP0j/U4gACADav0ABBAgD/1QIA79I/1OIREgECAR/VD9UwRAIAAgEP1kIBH9ZEEQdHJoag8LIABB" +
  "IGohAAwACwsCQANAIAAgAU4NASAALQAAIAVyIARGIAAgAmotAAAgB3IgBkZxIAAgA2otAAAgCXIgCEZxBEAgAA8L" +
  "IABBAWohAAwACwtBfws=";

/** So much is searched at a time: it fits into a core's first cache together with what it is copied from. */
const WINDOW_BYTES = 32 * 1024;
/** So much at first, twice as much each time: the next place may be near. */
const FIRST_BYTES = 1024;

/** One of the bytes. */
export interface TripleByte {
  /** How far behind the first it stands. */
  readonly distance: number;
  /** What the byte is once `bit` has been added to it. */
  readonly byte: number;
  /** 32 where the case of a letter does not count, else 0. */
  readonly bit: 0 | 32;
}

/** Three bytes by their distances, the first at 0. Some may be the same. */
export type ByteTriple = readonly [TripleByte, TripleByte, TripleByte];

/** Says where a triple stands next in a block, at or after a place; -1 if it does not. */
export type TripleSearch = (triple: ByteTriple, block: Buffer, from: number) => number;

let search: TripleSearch | undefined;
let isTried = false;

/** The search of this thread; `undefined` where there is no WebAssembly or no SIMD. */
export function tripleSearch(): TripleSearch | undefined {
  if (!isTried) {
    isTried = true;
    search = startSearch();
  }
  return search;
}

/** What the module exports. */
interface SearchExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly find: (at: number, end: number, ...triple: readonly number[]) => number;
}

/** What is used of it: Node's types do not have it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: SearchExports };
};

function startSearch(): TripleSearch | undefined {
  try {
    const module = new WebAssembly.Module(Buffer.from(MODULE, "base64"));
    return searchWith(new WebAssembly.Instance(module).exports);
  } catch {
    // An old processor, or a process that may not make code (`--jitless`).
    return undefined;
  }
}

function searchWith({ find, memory }: SearchExports): TripleSearch {
  const window = new Uint8Array(memory.buffer, 0, WINDOW_BYTES);
  return ([first, second, third], block, from) => {
    let size = FIRST_BYTES;
    let start = from;
    while (start + third.distance < block.length) {
      const end = Math.min(start + size + third.distance, start + WINDOW_BYTES, block.length);
      window.set(block.subarray(start, end));
      const at = find(
        0,
        end - start,
        second.distance,
        third.distance,
        first.byte,
        first.bit,
        second.byte,
        second.bit,
        third.byte,
        third.bit,
      );
      if (at >= 0) return start + at;
      start = end - third.distance;
      size = Math.min(size * 2, WINDOW_BYTES);
    }
    return -1;
  };
}
