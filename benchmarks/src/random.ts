/** A source of numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
  /** One of a list's elements, which must not be empty. */
  pick<Value>(values: readonly Value[]): Value;
  /** A string of that many of the alphabet's characters. */
  text(alphabet: string, chars: number): string;
}

const ROUNDS_TO_MIX = 12;

/** Makes a {@link Random} by the sfc32 generator; any text is a seed. */
export function createRandom(seed: string): Random {
  let [a, b, c] = hash(seed);
  let counter = 1;

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  const below = (limit: number): number => Math.floor(next() * limit);
  for (let round = 0; round < ROUNDS_TO_MIX; round += 1) next();
  return {
    next,
    below,
    pick: <Value>(values: readonly Value[]) => values[below(values.length)] as Value,
    text(alphabet, chars) {
      let text = "";
      for (let at = 0; at < chars; at += 1) text += alphabet[below(alphabet.length)];
      return text;
    },
  };
}

/** FNV-1a with three offsets: one 32-bit number for each state of the generator. */
function hash(text: string): [number, number, number] {
  const of = (offset: number): number => {
    let value = offset;
    for (let at = 0; at < text.length; at += 1) {
      value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    }
    return value;
  };
  return [of(0x811c9dc5), of(0x9e3779b9), of(0x243f6a88)];
}
