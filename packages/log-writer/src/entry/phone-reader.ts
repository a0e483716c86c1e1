import { parsePhoneKey, type PhoneKey } from "@org/log-core";

/** Turns phones as written into keys, remembering those seen. */
export type PhoneReader = (phone: unknown) => PhoneKey;

/** The same contacts come again and again; whoever makes up numbers must not fill the memory. */
const MAX_KNOWN_PHONES = 10_000;

/**
 * A reader of phones that remembers up to 10,000 spellings. It throws what `parsePhoneKey` throws.
 */
export function createPhoneReader(): PhoneReader {
  const known = new Map<unknown, PhoneKey>();
  return (phone) => {
    const seen = known.get(phone);
    if (seen !== undefined) return seen;
    const key = parsePhoneKey(phone);
    if (known.size >= MAX_KNOWN_PHONES) known.clear();
    // Copied: a phone cut out of a longer text would keep all of that in memory.
    known.set(typeof phone === "string" ? Buffer.from(phone).toString() : phone, key);
    return key;
  };
}
