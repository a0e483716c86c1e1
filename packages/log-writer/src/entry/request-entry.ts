import type { LogLevel } from "@org/log-core";
import type { EntryContext } from "./entry-context.ts";
import type { EntryFields } from "./entry-fields.ts";
import { entryError, FIELD_RULES, type FieldName } from "./field-rules.ts";
import type { HttpRequest } from "./inputs.ts";
import { copyPlain, copyText, type PlainCopy } from "./plain-copy.ts";
import { readHeaders } from "./read-headers.ts";
import { readSafely } from "./read-safely.ts";
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
const KNOWN: ReadonlySet<string> = new Set(FIELDS);
const MAX_METHOD_CHARS = 32;
const MAX_URL_CHARS = 8_000;
const MAX_ID_CHARS = 1_000;
/** Enough to see what was sent; whole documents belong elsewhere. */
const MAX_BODY_CHARS = 16 * 1024;
const MIN_CUT_CHARS = 64;
const CUT_NOTE_CHARS = 64;
/** Text longer than this is not worth the time that parsing it would take from the bot. */
const MAX_JSON_CHARS = 64 * 1024;

/**
 * The entry of a request.
 * @throws {LogError} `LOG_PHONE_INVALID`, `LOG_ENTRY_INVALID`
 */
export function requestEntry(
  input: HttpRequest,
  nowMs: number,
  context: EntryContext,
): EntryFields {
  return readSafely(input, (given) => {
    if (!isRequest(given)) throw entryError("logRequest", given, FIELDS, REQUIRED);
    return toEntry(given, nowMs, context);
  });
}

function toEntry(input: HttpRequest, nowMs: number, context: EntryContext): EntryFields {
  const { readPhone, rule, limits } = context;
  const { status, durationMs, error, id, phone } = input;
  const method = copyText(input.method, MAX_METHOD_CHARS, rule).toUpperCase();
  const givenUrl = String(input.url);
  const url = copyText(givenUrl, MAX_URL_CHARS, rule);
  const headers = readHeaders(input.headers);
  const body = capBody(readBody(input.body), rule);
  const details = { method, url, status, durationMs, headers, body: body.value, error };
  const copy = copyPlain(details, "data", rule, limits);
  const truncated =
    copy.truncated ||
    body.truncated ||
    givenUrl.length > MAX_URL_CHARS ||
    (id?.length ?? 0) > MAX_ID_CHARS;
  // Set one by one: the order here is the order in the line.
  const fields: EntryFields["fields"] = {};
  if (phone !== undefined) fields.phone = readPhone(phone);
  fields.type = "request";
  if (id !== undefined) fields.id = copyText(id, MAX_ID_CHARS, rule);
  fields.data = copy.value;
  if (truncated) fields.truncated = true;
  return {
    level: requestLevel(status, error),
    timeMs: nowMs,
    msg: `${method} ${url} ${status ?? (hasFailed(error) ? "failed" : "")}`.trimEnd(),
    fields,
  };
}

function hasFailed(error: unknown): boolean {
  return error !== undefined && error !== null;
}

function requestLevel(status: number | undefined, error: unknown): LogLevel {
  if (hasFailed(error)) return "error";
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

/**
 * A body that is short enough for a log of requests: longer ones have their largest texts cut. What
 * is all small pieces goes altogether.
 */
function capBody(body: unknown, rule: SecretRule): PlainCopy {
  for (let maxStringChars = MAX_BODY_CHARS; maxStringChars >= MIN_CUT_CHARS; maxStringChars >>= 1) {
    const copy = copyPlain(body, "data.body", rule, { maxStringChars });
    const chars = (JSON.stringify(copy.value) as string | undefined)?.length ?? 0;
    if (chars <= MAX_BODY_CHARS + CUT_NOTE_CHARS) return copy;
  }
  return { value: "[too large]", truncated: true };
}

function isRequest(input: unknown): input is HttpRequest {
  if (typeof input !== "object" || input === null) return false;
  const given = input as Record<string, unknown>;
  for (const name of REQUIRED) {
    if (given[name] === undefined) return false;
  }
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (!KNOWN.has(name)) return false;
    if (value !== undefined && !FIELD_RULES[name as FieldName].accepts(value)) return false;
  }
  return true;
}
