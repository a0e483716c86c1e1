import { parseDirection, parsePhoneKey, type PhoneKey } from "@org/log-core";
import type { EntryFields } from "./entry-fields.ts";
import { entryError, FIELD_RULES, parseSentAt, type FieldName } from "./field-rules.ts";
import type { WhatsAppMessage } from "./inputs.ts";
import { copyPlain, copyText, type CopyLimits } from "./plain-copy.ts";
import type { SecretRule } from "./secrets.ts";

const FIELDS: readonly FieldName[] = [
  "phone",
  "direction",
  "type",
  "data",
  "message",
  "level",
  "id",
  "from",
  "sentAt",
  "time",
];
const REQUIRED: readonly FieldName[] = ["phone", "direction", "type"];
const KNOWN: ReadonlySet<string> = new Set(FIELDS);
/** `type` and `id` are names, not content. */
const MAX_NAME_CHARS = 1_000;

/** Turns phones as written into keys, remembering those seen. */
export type PhoneReader = (phone: unknown) => PhoneKey;

/** A reader of phones that remembers up to 10,000 spellings: the same contacts come again and again. */
export function createPhoneReader(): PhoneReader {
  const known = new Map<unknown, PhoneKey>();
  return (phone) => {
    const seen = known.get(phone);
    if (seen !== undefined) return seen;
    const key = parsePhoneKey(phone);
    if (known.size >= MAX_KNOWN_PHONES) known.clear();
    known.set(phone, key);
    return key;
  };
}

const MAX_KNOWN_PHONES = 10_000;

/**
 * The entry of a message.
 * @throws {LogError} `LOG_PHONE_INVALID`, `LOG_ENTRY_INVALID`
 */
export function messageEntry(
  input: WhatsAppMessage,
  nowMs: number,
  readPhone: PhoneReader,
  rule: SecretRule,
  limits: CopyLimits,
): EntryFields {
  if (!isMessage(input)) throw entryError("logWhatsAppMessage", input, FIELDS, REQUIRED);
  const direction = parseDirection(input.direction);
  const type = copyText(input.type, MAX_NAME_CHARS);
  // Set one by one: the order here is the order in the line.
  const fields: EntryFields["fields"] = { phone: readPhone(input.phone) };
  if (input.from !== undefined) fields.from = readPhone(input.from);
  if (direction !== undefined) fields.direction = direction;
  fields.type = type;
  addContent(fields, input, rule, limits);
  return {
    level: input.level ?? (input.type === "error" ? "error" : "info"),
    timeMs: input.time === undefined ? nowMs : input.time.getTime(),
    msg:
      input.message === undefined
        ? `${direction} ${type}`
        : copyText(input.message, limits.maxStringChars),
    fields,
  };
}

function addContent(
  fields: EntryFields["fields"],
  input: WhatsAppMessage,
  rule: SecretRule,
  limits: CopyLimits,
): void {
  if (input.id !== undefined) fields.id = copyText(input.id, MAX_NAME_CHARS);
  const sentAt = input.sentAt === undefined ? undefined : parseSentAt(input.sentAt);
  if (sentAt !== undefined) fields.sentAt = sentAt;
  let truncated = input.message !== undefined && input.message.length > limits.maxStringChars;
  if (input.data !== undefined && input.data !== null) {
    const copy = copyPlain(input.data, "data", rule, limits);
    if (copy.value !== undefined) fields.data = copy.value;
    truncated ||= copy.truncated;
  }
  if (truncated) fields.truncated = true;
}

/** The quick judgement of a good input; what is wrong with a bad one is found out afterwards. */
function isMessage(input: unknown): input is WhatsAppMessage {
  if (typeof input !== "object" || input === null) return false;
  for (const name of REQUIRED) {
    if ((input as Record<string, unknown>)[name] === undefined) return false;
  }
  for (const name in input) {
    const value = (input as Record<string, unknown>)[name];
    if (!KNOWN.has(name)) return false;
    if (value !== undefined && !FIELD_RULES[name as FieldName].accepts(value)) return false;
  }
  return true;
}
