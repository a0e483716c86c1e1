import { neutralise } from "./neutralise.ts";

/** What makes a spreadsheet read a cell as text. */
const GUARD = "'";

/** Signs that begin a formula, in the wide forms too, which Excel takes for them. */
const FORMULA = /^(?:[=+\-@\t\r\n|%＝＋－＠]|["']+(?:[=@＝＠]|[+\-＋－]["']*[\p{L}\p{N}(]))/u;
/**
 * The same behind a sign that other spreadsheets divide cells at, and behind a line break: a file read
 * with `;` as its separator must not come to hold formulas of its own making.
 */
const FORMULA_WITHIN = /([;\t\r\n]["']*)(?=[=@＝＠]|[+\-＋－]["']*[\p{L}\p{N}(])/gu;
/** What would become a number and lose digits, zeros or its plus: phones, ids such as `3E12`. */
const NUMBER_LIKE = /^\s*(?:\d[\d\s().,/-]{6,}|0\d+|\d+[eE]\d+)\s*$/;

/**
 * A cell for people who open a file in a spreadsheet: never a formula, never a number that was a phone,
 * nothing that acts on a screen.
 */
export function guardCell(text: string): string {
  const safe = neutralise(text.replaceAll(/\r\n?/g, "\n"), "keep lines").replace(
    FORMULA_WITHIN,
    `$1${GUARD}`,
  );
  return FORMULA.test(safe) || NUMBER_LIKE.test(safe) ? GUARD + safe : safe;
}
