/** Fewer digits than this are not a phone number worth hiding. */
const MIN_MASKED_DIGITS = 7;
const SHOWN_AT_START = 2;
const SHOWN_AT_END = 2;

/** Dates (`2026-11-23`) pass; what follows is read as a number of its own. */
const DATE = /(?:19|20)\d{2}-\d{2}-\d{2}(?![-\d])/u;
/** Separators inside a number belong to it, invisible ones too: `+39 123 456 7890` is one run. */
const GAP = /[\s()./\p{Pd}\p{Cc}\p{Cf}]{0,3}/u;
const DATE_OR_NUMBER = new RegExp(
  `(?<!\\p{Nd})${DATE.source}|\\p{Nd}(?:${GAP.source}\\p{Nd}){${MIN_MASKED_DIGITS - 1},}`,
  "gu",
);
const WHOLE_DATE = new RegExp(`^${DATE.source}$`, "u");

/**
 * A phone key for messages and listings meant for others: `1234567890` -> `12******90`. Every run of
 * seven or more letters and digits before the `@` is masked, so ids (`…@lid`, `US.1349…`) are too.
 */
export function maskPhone(key: string): string {
  const [user = "", ...server] = key.split("@");
  return [user.replace(/[A-Za-z0-9]{7,}/g, maskRun), ...server].join("@");
}

/**
 * Masks each run of seven or more digits in a text, with whatever separates them, and leaves the rest
 * (dates such as `2026-11-23` too) as it is.
 */
export function maskDigits(text: string): string {
  return text.replace(DATE_OR_NUMBER, (found) => (WHOLE_DATE.test(found) ? found : maskRun(found)));
}

function maskRun(run: string): string {
  const chars = run.replace(/[^\p{L}\p{Nd}]/gu, "");
  if (chars.length < MIN_MASKED_DIGITS) return run;
  const stars = "*".repeat(chars.length - SHOWN_AT_START - SHOWN_AT_END);
  return chars.slice(0, SHOWN_AT_START) + stars + chars.slice(-SHOWN_AT_END);
}
