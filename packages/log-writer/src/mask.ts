/**
 * What masks phone numbers, for tools that show logs: the same number gets the same tag as in lines that
 * were written with `maskPhones`. Loads neither pino nor anything that writes.
 * @packageDocumentation
 */
export { createPhoneTagger, tagNumber, tagPhones, type PhoneTagger } from "./mask/phone-tag.ts";
