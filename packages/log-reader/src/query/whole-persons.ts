import { personIds, type PhoneKey } from "@org/log-core";
import type { PhoneCondition } from "./phone-condition.ts";

/**
 * The same phones with all ids of each person, as the text of the folder's alias files tells them. A
 * beginning such as `39*` is about how keys are spelled, and stays as it is.
 */
export function wholePersons(phones: PhoneCondition, aliases: string): PhoneCondition {
  const ids = phones.keys.flatMap((key) => personIds(aliases, key as PhoneKey));
  return { keys: [...new Set(ids)], prefixes: phones.prefixes };
}
