import { MAX_PHONE_KEY_CHARS, tryParsePhoneKey } from "@org/log-core";

/** Which phones: at least one key or beginning. */
export interface PhoneCondition {
  /** Whole phone keys. */
  readonly keys: readonly string[];
  /** What a key begins with, asked for as `39*`. */
  readonly prefixes: readonly string[];
}

/** The beginning of a number as people write it, or of an id: `+39 02`, `US.13`, `1203630`. */
const WRITTEN_START = /^\+?\d(?:[ ().\u2010-\u2015/-]{0,3}\d)*[ ().\u2010-\u2015/-]{0,3}$/u;
const ID_START = /^[A-Za-z0-9][A-Za-z0-9.@_-]*$/;

/** Whether a value names a phone, or phones by what their keys begin with. */
export function isPhonePattern(value: unknown): value is string {
  return typeof value === "string" && readPattern(value) !== undefined;
}

/** Reads phones in any written form and beginnings such as `39*`. All of them are patterns. */
export function phoneCondition(patterns: readonly string[]): PhoneCondition {
  const read = patterns.map(readPattern).filter((pattern) => pattern !== undefined);
  return {
    keys: [...new Set(read.flatMap(({ key }) => key ?? []))],
    prefixes: [...new Set(read.flatMap(({ prefix }) => prefix ?? []))],
  };
}

/** Tells keys of these phones from others. */
export function phoneTest({ keys, prefixes }: PhoneCondition): (key: string) => boolean {
  const whole = new Set(keys);
  return (key) => whole.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
}

function readPattern(text: string): { key?: string; prefix?: string } | undefined {
  if (!text.endsWith("*")) {
    const key = tryParsePhoneKey(text);
    return key && { key };
  }
  const start = text.slice(0, -1).trim();
  if (start.length > MAX_PHONE_KEY_CHARS) return undefined;
  if (WRITTEN_START.test(start)) return { prefix: start.replaceAll(/\D/g, "") };
  return ID_START.test(start) ? { prefix: start } : undefined;
}
