import { closest, type PhoneKey } from "@org/log-core";

/** More than a few are no hint any more. */
const MAX_NEAR = 3;
/** Fewer equal digits at the end are chance. */
const MIN_SUFFIX_DIGITS = 6;

/**
 * The kept phones that somebody may have meant who asked for another: the same number with or without
 * its country, and numbers a typing error or two away.
 */
export function nearPhones(asked: string, kept: readonly PhoneKey[]): PhoneKey[] {
  const near = new Set(kept.filter((key) => key !== asked && isSameEnding(asked, key)));
  while (near.size < MAX_NEAR) {
    const rest = kept.filter((key) => key !== asked && !near.has(key));
    const next = rest.find((key) => key === closest(asked, rest));
    if (next === undefined) break;
    near.add(next);
  }
  return [...near].slice(0, MAX_NEAR);
}

function isSameEnding(asked: string, key: string): boolean {
  // Within a country a number is dialled with a zero (or two) that the international form drops.
  const dialled = asked.replace(/^0+/, "");
  const [shorter, longer] = dialled.length < key.length ? [dialled, key] : [key, dialled];
  return shorter.length >= MIN_SUFFIX_DIGITS && longer.endsWith(shorter);
}
