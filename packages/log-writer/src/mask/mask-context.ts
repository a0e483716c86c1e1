import type { PhoneKey } from "@org/log-core";
import type { EntryContext } from "../entry/entry-context.ts";
import { tagNumber, tagPhones, type PhoneTagger } from "./phone-tag.ts";

/**
 * The context for entries in which no phone number is to stand: each is replaced by its tag, wherever
 * it is and however it is written, so that lines about one person still correlate.
 */
export function maskContext(context: EntryContext, tagOf: PhoneTagger): EntryContext {
  return {
    ...context,
    // A tag stands in the line where a key would; it is checked as a phone all the same.
    readPhone: (phone) => tagOf(context.readPhone(phone)) as PhoneKey,
    rule: {
      ...context.rule,
      maskText: (text) => tagPhones(text, tagOf),
      maskNumber: (value) => tagNumber(value, tagOf),
    },
  };
}
