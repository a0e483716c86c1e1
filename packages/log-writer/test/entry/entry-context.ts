import type { EntryContext } from "../../src/entry/entry-context.ts";
import { createPhoneReader } from "../../src/entry/phone-reader.ts";
import { createSecretRule } from "../../src/entry/secrets.ts";

/** What a writer with defaults gives its entries. */
export function entryContext(
  redact: readonly string[] = [],
  maxStringChars: number = 256 * 1024,
): EntryContext {
  return {
    readPhone: createPhoneReader(),
    rule: createSecretRule(redact),
    limits: { maxStringChars },
  };
}
