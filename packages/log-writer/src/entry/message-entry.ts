import { isLevel, isLoggableTime, parseDirection } from "@org/log-core";
import type { EntryContext } from "./entry-context.ts";
import type { EntryFields } from "./entry-fields.ts";
import { dateMs, entryError, FIELD_RULES, parseSentAt, type FieldName } from "./field-rules.ts";
import type { WhatsAppMessage } from "./inputs.ts";
import { copyPlain, copyText } from "./plain-copy.ts";
import { readSafely } from "./read-safely.ts";

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

/**
 * The entry of a message.
 * @throws {LogError} `LOG_PHONE_INVALID`, `LOG_ENTRY_INVALID`
 */
export function messageEntry(
  input: WhatsAppMessage,
  nowMs: number,
  context: EntryContext,
): EntryFields {
  return readSafely(input, (given) => {
    if (!isMessage(given)) throw entryError("logWhatsAppMessage", given, FIELDS, REQUIRED);
    return toEntry(given, nowMs, context);
  });
}

function toEntry(input: WhatsAppMessage, nowMs: number, context: EntryContext): EntryFields {
  const { readPhone, rule, limits } = context;
  const { message, level, type: givenType, from, time } = input;
  const direction = parseDirection(input.direction);
  // Before anything of the caller's can run again, and as it is used.
  const timeMs = time === undefined ? nowMs : (dateMs(time) ?? Number.NaN);
  if (!isLoggableTime(timeMs) || (level !== undefined && !isLevel(level))) {
    throw new TypeError("a getter gave something else the second time");
  }
  const type = copyText(givenType, MAX_NAME_CHARS, rule);
  // Set one by one: the order here is the order in the line.
  const fields: EntryFields["fields"] = { phone: readPhone(input.phone) };
  if (from !== undefined) fields.from = readPhone(from);
  if (direction !== undefined) fields.direction = direction;
  fields.type = type;
  addContent(fields, input, context);
  return {
    level: level ?? (givenType === "error" ? "error" : "info"),
    timeMs,
    msg:
      message === undefined
        ? `${direction} ${type}`
        : copyText(message, limits.maxStringChars, rule),
    fields,
  };
}

function addContent(
  fields: EntryFields["fields"],
  { id, sentAt, data, message, type }: WhatsAppMessage,
  { rule, limits }: EntryContext,
): void {
  let truncated =
    (message !== undefined && message.length > limits.maxStringChars) ||
    type.length > MAX_NAME_CHARS;
  if (id !== undefined) {
    fields.id = copyText(id, MAX_NAME_CHARS, rule);
    truncated ||= id.length > MAX_NAME_CHARS;
  }
  const sentAtText = sentAt === undefined ? undefined : parseSentAt(sentAt);
  if (sentAtText !== undefined) fields.sentAt = sentAtText;
  if (data !== undefined && data !== null) {
    const copy = copyPlain(data, "data", rule, limits);
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
