import {
  describeValue,
  findOptionIssues,
  isLevel,
  isLoggableTime,
  LEVELS,
  optionIssuesError,
  parseDirection,
  formatTime,
  type LogError,
  type OptionRule,
} from "@org/log-core";
import type { HttpRequest, WhatsAppMessage } from "./inputs.ts";

/** Whether a value can be `time`: an instant whose text has the format's 24 characters. */
export function isEntryTime(value: unknown): value is Date {
  const timeMs = dateMs(value);
  return timeMs !== undefined && isLoggableTime(timeMs);
}

/** The instant of a real Date, whatever it says of itself; `undefined` for anything else. */
export function dateMs(value: unknown): number | undefined {
  try {
    return value instanceof Date ? Date.prototype.getTime.call(value) : undefined;
  } catch {
    // A proxy of one, or one that was revoked.
    return undefined;
  }
}

/** The text of a URL; `undefined` for what only has its prototype. */
function urlText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  try {
    return value instanceof URL ? value.href : undefined;
  } catch {
    return undefined;
  }
}

const SECONDS = /^\d{1,11}$/;
/** What is not of this form `Date.parse` may still take for a date: "order 5" is 1 May 2001 to it. */
const ISO_TIME =
  /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * The platform's time of a message in the form of a line: from a Date, ms since 1970, an ISO text, or
 * the text of unix seconds that the Cloud API sends. `undefined` if it is none of these.
 */
export function parseSentAt(value: unknown): string | undefined {
  const timeMs = sentAtMs(value);
  return timeMs !== undefined && isLoggableTime(timeMs) ? formatTime(timeMs) : undefined;
}

function sentAtMs(value: unknown): number | undefined {
  if (typeof value === "object") return dateMs(value);
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  if (SECONDS.test(value)) return Number(value) * 1000;
  return ISO_TIME.test(value) ? Date.parse(value) : undefined;
}

const text: OptionRule = {
  expected: "a text that is not empty",
  accepts: (value) => typeof value === "string" && value !== "",
};
// Whatever phone there is, its own error says more than a rule could.
const phone: OptionRule = { expected: "a phone", accepts: () => true };
const anything: OptionRule = { expected: "anything", accepts: () => true };

/** A field of a message or a request. */
export type FieldName = keyof WhatsAppMessage | keyof HttpRequest;

/** What a field of a message or request may be, by name. */
export const FIELD_RULES: Readonly<Record<FieldName, OptionRule>> = {
  phone,
  from: phone,
  direction: {
    expected: '"INCOMING", "OUTGOING" or "SYSTEM" in any case',
    accepts: (value: unknown) => parseDirection(value) !== undefined,
  },
  type: text,
  method: text,
  url: {
    expected: "a URL or its text",
    accepts: (value: unknown) => (urlText(value) ?? "") !== "",
  },
  data: {
    expected: "an object",
    accepts: (value: unknown) => typeof value === "object",
  },
  message: { expected: "a text", accepts: (value: unknown) => typeof value === "string" },
  level: { expected: `one of ${LEVELS.join(", ")}`, accepts: isLevel },
  id: text,
  sentAt: {
    expected: "a Date, ms since 1970, an ISO time or unix seconds as text",
    accepts: (value: unknown) => parseSentAt(value) !== undefined,
  },
  time: { expected: "a Date between the years 1 and 9999", accepts: isEntryTime },
  status: {
    expected: "an HTTP status",
    accepts: (value: unknown) => Number.isInteger(value) && Number(value) >= 0,
  },
  durationMs: {
    expected: "a number of milliseconds",
    accepts: (value: unknown) => Number.isFinite(value) && Number(value) >= 0,
  },
  headers: anything,
  body: anything,
  error: anything,
};

/** The error for an input that its rules refuse: every problem it has, in one sentence. */
export function entryError(
  subject: string,
  input: unknown,
  allowed: readonly FieldName[],
  required: readonly FieldName[],
): LogError {
  const rules = Object.fromEntries(allowed.map((name) => [name, FIELD_RULES[name]]));
  const given = (typeof input === "object" && input !== null ? input : {}) as Record<
    string,
    unknown
  >;
  const missing = required
    .filter((name) => given[name] === undefined)
    .map((name) => ({ option: name, message: `is missing: ${FIELD_RULES[name].expected}` }));
  const issues = [...findOptionIssues(input, rules), ...missing];
  if (issues.length === 0) issues.push({ option: "input", message: describeValue(input) });
  return optionIssuesError("LOG_ENTRY_INVALID", subject, issues);
}
