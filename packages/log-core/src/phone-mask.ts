/** Fewer digits than this are not a phone number worth hiding. */
const MIN_MASKED_DIGITS = 7;
const SHOWN_AT_START = 2;
const SHOWN_AT_END = 2;

/**
 * A phone key for messages and listings meant for others: `1234567890` -> `12******90`. Every run of
 * seven or more letters and digits is masked, so ids (`…@lid`, `US.1349…`) are too.
 */
export function maskPhone(key: string): string {
  return key.replace(/[A-Za-z0-9]{7,}/g, maskRun);
}

/** Masks each run of seven or more digits in a text, and leaves the rest as it is. */
export function maskDigits(text: string): string {
  // Separators inside a number belong to it: "+39 123 456 7890" is one run.
  return text.replace(/\d(?:[\s().-]{0,2}\d){6,}/g, maskRun);
}

function maskRun(run: string): string {
  const chars = run.replace(/[\s().-]/g, "");
  if (chars.length < MIN_MASKED_DIGITS) return run;
  const stars = "*".repeat(chars.length - SHOWN_AT_START - SHOWN_AT_END);
  return chars.slice(0, SHOWN_AT_START) + stars + chars.slice(-SHOWN_AT_END);
}
