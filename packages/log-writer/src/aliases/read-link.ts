import {
  describeValue,
  isPersonKey,
  LogError,
  MAX_PERSON_IDS,
  type Alias,
  type AliasReason,
} from "@org/log-core";
import type { PhoneReader } from "../entry/phone-reader.ts";
import { readSafely } from "../entry/read-safely.ts";

/**
 * The pairs of ids that a call of `linkPhones` links, each with the next; none if all are one id.
 * @throws {LogError} `LOG_PHONE_INVALID`, also for what is no person's id; `LOG_ENTRY_INVALID`
 */
export function readLink(
  phones: readonly string[],
  reason: AliasReason,
  readPhone: PhoneReader,
): Alias["ids"][] {
  return readSafely(phones, (given) => readPairs(given, reason, readPhone));
}

function readPairs(
  phones: readonly string[],
  reason: AliasReason,
  readPhone: PhoneReader,
): Alias["ids"][] {
  if (!Array.isArray(phones) || phones.length > MAX_PERSON_IDS) {
    throw invalid(`a list of at most ${MAX_PERSON_IDS} phones`, phones);
  }
  // Whoever calls without types.
  if (reason !== "same" && reason !== "changed") {
    throw invalid(`the reason "same" or "changed"`, reason);
  }
  const ids = [...new Set((phones as readonly unknown[]).map(readPhone))];
  const stranger = ids.find((id) => !isPersonKey(id));
  if (stranger !== undefined) {
    throw new LogError(
      "LOG_PHONE_INVALID",
      `linkPhones takes ids of one person, but ${describeValue(stranger)} is a group, a channel or ` +
        `another conversation of many. Leave it out.`,
    );
  }
  return ids.slice(1).map((id, at) => [ids[at] ?? id, id]);
}

function invalid(expected: string, given: unknown): LogError {
  return new LogError(
    "LOG_ENTRY_INVALID",
    `linkPhones takes ${expected}, but it is ${describeValue(given)}.`,
  );
}
