/**
 * A text with case taken out, code point by code point, so that equal folds mean "the same but for
 * case". JavaScript's own lower-casing is that, but for sigma, which it writes differently at the end
 * of a word.
 */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll("ς", "σ");
}

const ASCII_VARIANTS: Readonly<Record<string, readonly string[]>> = {
  // The two letters outside ASCII whose folds hold ASCII: a Turkish capital and the kelvin sign.
  i: ["i", "I", "\u0130"],
  k: ["k", "K", "\u212A"],
};

/** The last code point that has case, with room: cased scripts end in the first two planes. */
const LAST_CASED_CODE_POINT = 0x1_ffff;

let variantsByFold: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * Every character whose fold holds `folded`, a single folded character; itself first. `undefined` if
 * `folded` can stand inside the fold of another character, where no bytes of its own are.
 */
export function caseVariants(folded: string): readonly string[] | undefined {
  if (folded === "\u0307") return undefined; // the dot in the fold of U+0130
  if (folded <= "\u007f") {
    const upper = folded.toUpperCase();
    return ASCII_VARIANTS[folded] ?? (upper === folded ? [folded] : [folded, upper]);
  }
  if (folded.toUpperCase() === folded && folded.toLowerCase() === folded) return [folded];
  variantsByFold ??= mapVariants();
  return variantsByFold.get(folded) ?? [folded];
}

/** Ten milliseconds, spent only for texts with cased letters outside ASCII. */
function mapVariants(): ReadonlyMap<string, readonly string[]> {
  const variants = new Map<string, string[]>();
  for (let code = 0x80; code <= LAST_CASED_CODE_POINT; code += 1) {
    const char = String.fromCodePoint(code);
    const folded = foldCase(char);
    if (folded === char) continue;
    const known = variants.get(folded);
    if (known === undefined) variants.set(folded, [folded, char]);
    else known.push(char);
  }
  return variants;
}
