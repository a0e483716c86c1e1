import { createHmac } from "node:crypto";

/** What replaces a phone number where it must not stand but lines about it must still correlate. */
export type PhoneTagger = (phone: string) => string;

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

/**
 * A number as people and libraries write it, alone or as a JID. Not inside a longer word: ids of
 * messages are full of digits.
 */
const PHONE_IN_TEXT =
  /(?<![\w@.:+-])\+?\d(?:[ ().-]{0,2}\d){6,19}(?:_\d{1,5})?(?::\d{1,5})?(?:@(?:s\.whatsapp\.net|c\.us|lid|hosted(?:\.lid)?))?(?![\w@]|[.:-]\d)/g;
const JID_SUFFIX = /(?:_\d{1,5})?(?::\d{1,5})?@.*$/;

/** Replaces every phone number in a text by its tag: `+39 333 1234567`, bare digits and JIDs alike. */
export function tagPhones(text: string, tagOf: PhoneTagger): string {
  // Most texts hold no digit at all, or none that is part of a number.
  if (!/\d[\d ().-]{5}/.test(text)) return text;
  return text.replace(PHONE_IN_TEXT, (found) => {
    const isLid = found.endsWith("lid");
    const digits = found.replace(JID_SUFFIX, "").replace(/\D/g, "");
    return tagOf(isLid ? `${digits}@lid` : digits);
  });
}
