import type { Finder } from "./needle.ts";

/** Everything `String(number)` can hold: digits, sign, point, exponent, or this word. */
const NUMBER_CHARS = /^[-+.e0-9]*$/i;
const INFINITE = "-Infinity";

/**
 * Whether a text can be part of a number's own form. `1000` can be written `1e3` in a line, and
 * `1234567890123456789` reads as `1234567890123456800`: then the bytes of the text are not there.
 */
export function canBeInNumber(text: string, ignoreCase: boolean): boolean {
  const infinite = ignoreCase ? INFINITE.toLowerCase() : INFINITE;
  return NUMBER_CHARS.test(text) || infinite.includes(text);
}

/**
 * Numbers whose own form can hold what their bytes do not: with an exponent, with 16 digits or more
 * (doubles keep 15 exactly), or below 0.000001. Others are their own form, but for zeros at the end.
 */
const REWRITTEN_NUMBER = /[:,[ \t\r]-?\d(?:[\d.]*[eE]|[\d.]{15}|\.000000)/g;

/** Finds numbers that are read as other digits than they are written with. */
export function rewrittenNumberFinder(): Finder {
  const pattern = new RegExp(REWRITTEN_NUMBER);
  let searched: Buffer | undefined;
  let text = "";
  return (block, from) => {
    if (block !== searched) text = block.toString("latin1");
    searched = block;
    pattern.lastIndex = from;
    return pattern.exec(text)?.index ?? -1;
  };
}
