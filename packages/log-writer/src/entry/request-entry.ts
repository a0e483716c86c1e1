import type { LogLevel } from "@org/log-core";
import type { EntryFields } from "./entry-fields.ts";
import { entryError, FIELD_RULES, type FieldName } from "./field-rules.ts";
import type { HttpRequest } from "./inputs.ts";
import type { PhoneReader } from "./message-entry.ts";
import { copyPlain, copyText, type CopyLimits } from "./plain-copy.ts";
import type { SecretRule } from "./secrets.ts";

const FIELDS: readonly FieldName[] = [
  "method",
  "url",
  "status",
  "durationMs",
  "headers",
  "body",
  "error",
  "phone",
  "id",
];
const REQUIRED: readonly FieldName[] = ["method", "url"];
const MAX_URL_CHARS = 8_000;
/** Text longer than this is not worth the time that parsing it would take from the bot. */
const MAX_JSON_CHARS = 64 * 1024;

/**
 * The entry of a request.
 * @throws {LogError} `LOG_PHONE_INVALID`, `LOG_ENTRY_INVALID`
 */
export function requestEntry(
  input: HttpRequest,
  nowMs: number,
  readPhone: PhoneReader,
  rule: SecretRule,
  limits: CopyLimits,
): EntryFields {
  if (!isRequest(input)) throw entryError("logRequest", input, FIELDS, REQUIRED);
  const method = copyText(input.method, 32).toUpperCase();
  const url = copyText(String(input.url), MAX_URL_CHARS);
  const { status, durationMs, headers, error } = input;
  const details = { method, url, status, durationMs, headers, body: readBody(input.body), error };
  const copy = copyPlain(details, "data", rule, limits);
  const outcome = status ?? (error === undefined ? "" : "failed");
  return {
    level: requestLevel(status, error),
    timeMs: nowMs,
    msg: `${method} ${url} ${outcome}`.trimEnd(),
    fields: {
      ...(input.phone === undefined ? undefined : { phone: readPhone(input.phone) }),
      type: "request",
      ...(input.id === undefined ? undefined : { id: copyText(input.id, 1_000) }),
      data: copy.value,
      ...(copy.truncated ? { truncated: true as const } : undefined),
    },
  };
}

function requestLevel(status: number | undefined, error: unknown): LogLevel {
  if (error !== undefined && error !== null) return "error";
  if (status === undefined || status < 400) return "info";
  return status < 500 ? "warn" : "error";
}

function readBody(body: unknown): unknown {
  if (typeof body !== "string" || body.length > MAX_JSON_CHARS || !/^\s*[[{]/.test(body))
    return body;
  try {
    return JSON.parse(body);
  } catch {
    // It only looked like JSON: the text itself is what there is to log.
    return body;
  }
}

function isRequest(input: unknown): input is HttpRequest {
  if (typeof input !== "object" || input === null) return false;
  const given = input as Record<string, unknown>;
  return (
    REQUIRED.every((name) => given[name] !== undefined) &&
    Object.entries(given).every(
      ([name, value]) =>
        FIELDS.includes(name as FieldName) &&
        (value === undefined || FIELD_RULES[name as FieldName].accepts(value)),
    )
  );
}
