import { createHmac } from "node:crypto";

/**
 * What replaces a phone number where it must not stand but lines about it must still correlate. `found`
 * is how it was written in a text.
 */
export type PhoneTagger = (phone: string, found?: string) => string;

/** 60 bits: two of a million contacts share a tag about once in two million folders. */
const TAG_CHARS = 12;
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/**
 * Makes tags such as `phone-7xk2m9qhd3wa` from phones and a secret. A plain hash would not hide a phone
 * number: there are few enough of them to try all in minutes.
 */
export function createPhoneTagger(secret: string | Buffer): PhoneTagger {
  return (phone) => {
    const digest = createHmac("sha256", secret).update(phone).digest();
    const chars = Array.from(digest.subarray(0, TAG_CHARS), (byte) => ALPHABET[byte & 31]);
    return `phone-${chars.join("")}`;
  };
}

/** Not inside a longer word: ids are full of digits. Behind an escape of JSON or a URL it is a new one. */
const BEGIN = String.raw`(?:(?<=%(?:25){0,4}[0-9A-Fa-f]{2}|\\[nrtbf]|\\u[0-9A-Fa-f]{4})|(?<![\p{L}\p{Nd}%]|%(?:25){0,4}[0-9A-Fa-f]))`;
/** Between the digits of a number as people write it; invisible marks come with what is pasted, marks of keys with emoji. */
const MARKS = String.raw`(?:[\p{Zs}\t().\p{Pd}\p{Cf}\ufe0f\u20e3]|%20){0,3}`;
/** Also the slash behind an area code; in dates and fractions fewer digits follow. */
const GAP = String.raw`(?:/(?=\p{Nd}{3})|${MARKS})`;
/** Agent and device of a multi-device id, or of a session (`1234567890.0`). */
const DEVICE = String.raw`(?:_\d{1,5})?(?:[.:]\d{1,5})?`;
const PERSON = String.raw`@(?:s\.whatsapp\.net|c\.us|lid|hosted(?:\.lid)?)(?![\w.-])`;
/** A whole number in one piece, whatever follows: the number of a group's founder in the group's id, too. */
const RUN = String.raw`\p{Nd}{9,20}${DEVICE}(?:${PERSON})?(?![\p{L}\p{Nd}]|@(?:g\.us|newsletter|broadcast|bot)\b)`;
const WRITTEN = String.raw`\p{Nd}(?:${GAP}\p{Nd}){6,19}${DEVICE}(?:${PERSON})?(?![\p{L}\p{Nd}@]|[.:-]\p{Nd})`;
const DATE = String.raw`(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?![\d-])`;
const PHONE_IN_TEXT = new RegExp(`${BEGIN}(?!${DATE})\\+?(?:${RUN}|${WRITTEN})`, "gu");
const SUFFIX = /(?<=\p{Nd}{7})(?:_\d{1,5})?(?:[.:]\d{1,5})?(?:@.*)?$/u;
/** An id of a message holds the number of the chat, coded. */
const MESSAGE_ID = /wamid\.[A-Za-z0-9+/_=-]{12,}/g;
const PREFIX_CHARS = "phone-".length;

/**
 * Replaces every phone number in a text by its tag, `+39 333 1234567`, bare digits and JIDs alike, and
 * message ids of the Cloud API by tags of their own.
 */
export function tagPhones(text: string, tagOf: PhoneTagger): string {
  // Most texts are short words.
  if (text.length < 7) return text;
  const clean = text.includes("wamid.")
    ? text.replace(MESSAGE_ID, (id) => `wamid.${tagOf(id).slice(PREFIX_CHARS)}`)
    : text;
  return clean.replace(PHONE_IN_TEXT, (found) => {
    const isLid = found.endsWith("lid");
    const digits = plainDigits(found.replace(SUFFIX, ""));
    return tagOf(isLid ? `${digits}@lid` : digits, found);
  });
}

/** The digits of a number however it is written, without the zeros that are dialled for its plus sign. */
function plainDigits(written: string): string {
  return written
    .normalize("NFKC")
    .replaceAll("%20", "")
    .replace(/\P{Nd}/gu, "")
    .replace(/[^\d]/gu, asciiDigit)
    .replace(/^00(?=\d{7})/, "");
}

/** A digit of another script: those of each script are in a row, and begin at a code that ends in 0 or 6. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const low = code % 16;
  const isFromZero = /\p{Nd}/u.test(String.fromCodePoint(code - low));
  return String(isFromZero ? low : low - 6);
}

/** Numbers below this are sizes and durations. */
const MIN_PHONE = 100_000_000;

/** A number that may be somebody's, as a tag; any other as it is. */
export function tagNumber(value: number, tagOf: PhoneTagger): number | string {
  return Number.isSafeInteger(value) && value >= MIN_PHONE ? tagOf(String(value)) : value;
}
