import { formatTime, isLoggableTime } from "@org/log-core";
import { describeInstance, describePlain } from "./known-objects.ts";
import { redactText } from "./redact-text.ts";
import { isSecretHeader, REDACTED, type SecretRule } from "./secrets.ts";
import { wellFormed } from "./well-formed.ts";

/** Deeper objects are cut: a message is never this deep, a hostile or cyclic one may be. */
export const MAX_DEPTH = 40;
/** More fields than this are cut: about what fits into the longest line. */
export const MAX_FIELDS = 20_000;
/** Longer names of fields are data in the wrong place; they are cut like it. */
export const MAX_NAME_CHARS = 1_000;
/** Longer ones may hold secrets as any text may. */
const MAX_PLAIN_NAME_CHARS = 20;
/**
 * All strings of one entry together may have this many times the characters of the longest: what is
 * more would be cut from the line anyway, after all of it had been copied and formatted.
 */
const MAX_TEXT_SHARE = 4;
/** Strings (and names) that come after that keep this much. */
const MIN_STRING_CHARS = 64;

/** What stands where reading a value threw. */
export const UNREADABLE = "[unreadable]";

/** How much one copy may hold. */
export interface CopyLimits {
  /** Longer strings are cut, in UTF-16 units. */
  readonly maxStringChars: number;
}

/** A copy, and whether anything of the original had to be left out. */
export interface PlainCopy {
  readonly value: unknown;
  readonly truncated: boolean;
}

type Fields = Record<string, unknown>;

interface CopyState {
  readonly rule: SecretRule;
  readonly maxStringChars: number;
  fieldsLeft: number;
  charsLeft: number;
  truncated: boolean;
  /** The objects around the one being copied: meeting one of them again is a cycle. */
  readonly around: object[];
}

/**
 * Copies anything a caller may pass into plain values that JSON can hold, in one walk that never
 * throws: strings well-formed and cut, bytes as a size note, BigInt and Long as text, secrets
 * replaced, cycles and throwing getters cut where they stand. What becomes of what is listed in
 * `docs/file-format.md#normalisation`.
 *
 * @param path where the value will stand in the entry, for redaction by path; "" for the entry itself
 */
export function copyPlain(
  value: unknown,
  path: string,
  rule: SecretRule,
  limits: CopyLimits,
): PlainCopy {
  const state: CopyState = {
    rule,
    maxStringChars: limits.maxStringChars,
    fieldsLeft: MAX_FIELDS,
    charsLeft: limits.maxStringChars * MAX_TEXT_SHARE,
    truncated: false,
    around: [],
  };
  const copied = copyValue(value, path, state);
  return { value: copied, truncated: state.truncated };
}

/** A string as it may stand in a line: no lone surrogates, no secrets, at most `maxChars` long. */
export function copyText(text: string, maxChars: number, rule: SecretRule): string {
  // Cut first: the work on a text of megabytes must not depend on its length.
  const cut = wellFormed(text.length > maxChars ? cutText(text, maxChars) : text);
  const clean = redactText(cut, rule);
  return rule.maskText === undefined ? clean : rule.maskText(clean);
}

/** How a text that was cut ends. */
const CUT = /…\[(\d{1,12}) more characters\]$/;
const MAX_CUT_NOTE_CHARS = 40;

function cutText(text: string, maxChars: number): string {
  const earlier = CUT.exec(text.slice(-MAX_CUT_NOTE_CHARS));
  const length = text.length - (earlier?.[0].length ?? 0);
  // Cut before, and to this length: the note alone is too much.
  if (length <= maxChars) return text;
  const missing = length - maxChars + Number(earlier?.[1] ?? 0);
  return `${text.slice(0, maxChars)}…[${missing} more characters]`;
}

function copyValue(value: unknown, path: string, state: CopyState): unknown {
  switch (typeof value) {
    case "string":
      return copyString(value, state);
    case "number":
      return Number.isFinite(value) ? (state.rule.maskNumber?.(value) ?? value) : null;
    case "boolean":
      return value;
    case "bigint":
      return copyString(value.toString(), state);
    case "object":
      return value === null ? null : copyObject(value, path, state);
    default:
      // undefined, functions and symbols have no place in JSON; objects leave them out.
      return undefined;
  }
}

function copyString(text: string, state: CopyState): string {
  const maxChars =
    text.length <= state.charsLeft
      ? state.maxStringChars
      : Math.min(Math.max(state.charsLeft, MIN_STRING_CHARS), state.maxStringChars);
  if (text.length > maxChars) state.truncated = true;
  state.charsLeft -= Math.min(text.length, maxChars);
  return copyText(text, maxChars, state.rule);
}

function copyObject(value: object, path: string, state: CopyState): unknown {
  if (state.around.includes(value)) return "[circular]";
  if (state.around.length >= MAX_DEPTH) {
    state.truncated = true;
    return "[too deep]";
  }
  state.around.push(value);
  try {
    return copyKnown(value, path, state);
  } catch {
    // A getter, proxy or toJSON of somebody else's threw: what is around it is still worth keeping.
    return UNREADABLE;
  } finally {
    state.around.pop();
  }
}

function copyKnown(value: object, path: string, state: CopyState): unknown {
  if (Array.isArray(value)) return copyArray(value, path, state);
  // Nearly all objects are plain: one look at the prototype spares them the rest.
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  if (!isPlain && value instanceof Date) return copyDate(value);
  const known = isPlain ? describePlain(value) : describeInstance(value);
  if (known !== undefined) return copyDescription(known.as, path, state);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON !== "function") return copyFields(value as Fields, path, state);
  const json: unknown = toJSON.call(value, "");
  return json === value ? copyFields(value as Fields, path, state) : copyValue(json, path, state);
}

/** Copies what was made to stand for an object: it is neither inside itself nor one level deeper. */
function copyDescription(as: unknown, path: string, state: CopyState): unknown {
  if (Array.isArray(as)) return copyArray(as, path, state);
  return typeof as === "object" && as !== null
    ? copyFields(as as Fields, path, state)
    : copyValue(as, path, state);
}

function copyDate(value: Date): string | null {
  return isLoggableTime(value.getTime()) ? formatTime(value.getTime()) : null;
}

function copyArray(value: readonly unknown[], path: string, state: CopyState): unknown[] {
  const copy: unknown[] = [];
  const { length } = value;
  for (let index = 0; index < length; index += 1) {
    if (state.fieldsLeft-- <= 0) {
      state.truncated = true;
      copy.push(`[${length - index} more]`);
      break;
    }
    // JSON keeps the places of an array, so what has no JSON form becomes null.
    copy.push(copyElement(value, index, path, state) ?? null);
  }
  return copy;
}

function copyElement(
  value: readonly unknown[],
  index: number,
  path: string,
  state: CopyState,
): unknown {
  const { isSecretPath } = state.rule;
  const at = isSecretPath === undefined ? path : join(path, String(index));
  if (isSecretPath?.(at) === true) return REDACTED;
  let inner: unknown;
  try {
    inner = value[index];
    if (typeof inner === "string" && index > 0 && isSecretHeader(value[index - 1])) return REDACTED;
  } catch {
    return UNREADABLE;
  }
  return copyValue(inner, at, state);
}

function copyFields(value: Fields, path: string, state: CopyState): unknown {
  const copy: Fields = {};
  for (const name of Object.keys(value)) {
    if (state.fieldsLeft-- <= 0) {
      state.truncated = true;
      break;
    }
    const copied = copyField(value, name, path, state);
    if (copied !== undefined) setField(copy, copyName(name, state), copied);
  }
  return copy;
}

function copyField(value: Fields, name: string, path: string, state: CopyState): unknown {
  const { isSecretName, isSecretPath } = state.rule;
  // Paths are only put together for those who redact by path: most do not.
  const at = isSecretPath === undefined ? path : join(path, name);
  const isSecret = isSecretName(name) || isSecretPath?.(at) === true;
  let inner: unknown;
  try {
    inner = value[name];
  } catch {
    // Only this field's getter threw; its neighbours are fine.
    return UNREADABLE;
  }
  if (!isSecret) return copyValue(inner, at, state);
  // That there is none is no secret, and what has no place in JSON has none here either.
  return inner === null || inner === undefined || typeof inner === "function"
    ? copyValue(inner, at, state)
    : REDACTED;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function copyName(name: string, state: CopyState): string {
  state.charsLeft -= name.length;
  const maxChars = state.charsLeft > 0 ? MAX_NAME_CHARS : MIN_STRING_CHARS;
  // Some payloads are keyed by phone.
  const { maskText } = state.rule;
  // Data in the wrong place, such as a form that was parsed as something else.
  if (name.length > MAX_PLAIN_NAME_CHARS && name.length <= maxChars)
    return copyText(name, maxChars, state.rule);
  if (name.length <= maxChars)
    return maskText === undefined ? wellFormed(name) : maskText(wellFormed(name));
  state.truncated = true;
  return copyText(name, maxChars, state.rule);
}

/** Sets an own field whatever its name: `__proto__` is data like any other. */
export function setField(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === "__proto__") {
    Object.defineProperty(target, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    target[name] = value;
  }
}
