import { formatTime, isLoggableTime } from "@org/log-core";
import { describeObject } from "./known-objects.ts";
import { REDACTED, redactText, type SecretRule } from "./secrets.ts";

/** Deeper objects are cut: a message is never this deep, a hostile or cyclic one may be. */
const MAX_DEPTH = 40;
/** More fields than this are cut: about what fits into the longest line. */
const MAX_FIELDS = 20_000;

/** What stands where reading a value threw. */
const UNREADABLE = "[unreadable]";

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

interface CopyState {
  readonly rule: SecretRule;
  readonly maxStringChars: number;
  fieldsLeft: number;
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
 * @param path where the value will stand in the entry, for redaction by path
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
    truncated: false,
    around: [],
  };
  const copied = copyValue(value, path, state);
  return { value: copied, truncated: state.truncated };
}

/** A string as it may stand in a line: no lone surrogates, no secrets, at most `maxChars` long. */
export function copyText(text: string, maxChars: number): string {
  // Cut first: the work on a text of megabytes must not depend on its length.
  const cut =
    text.length > maxChars
      ? `${text.slice(0, maxChars)}…[${text.length - maxChars} more characters]`
      : text;
  return redactText(isWellFormed(cut) ? cut : toWellFormed(cut));
}

function copyValue(value: unknown, path: string, state: CopyState): unknown {
  switch (typeof value) {
    case "string":
      if (value.length > state.maxStringChars) state.truncated = true;
      return copyText(value, state.maxStringChars);
    case "number":
      return Number.isFinite(value) ? value : null;
    case "boolean":
      return value;
    case "bigint":
      return copyText(value.toString(), state.maxStringChars);
    case "object":
      return value === null ? null : copyObject(value, path, state);
    default:
      // undefined, functions and symbols have no place in JSON; objects leave them out.
      return undefined;
  }
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
  if (value instanceof Date) return copyDate(value);
  const known = describeObject(value);
  if (known !== undefined) {
    return typeof known.as === "object" && known.as !== null
      ? copyFields(known.as as Record<string, unknown>, path, state)
      : copyValue(known.as, path, state);
  }
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON !== "function")
    return copyFields(value as Record<string, unknown>, path, state);
  const json: unknown = toJSON.call(value, "");
  return json === value
    ? copyFields(value as Record<string, unknown>, path, state)
    : copyValue(json, path, state);
}

function copyDate(value: Date): string | null {
  return isLoggableTime(value.getTime()) ? formatTime(value.getTime()) : null;
}

function copyArray(value: readonly unknown[], path: string, state: CopyState): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0; index < value.length; index += 1) {
    if (state.fieldsLeft-- <= 0) {
      state.truncated = true;
      copy.push(`[${value.length - index} more]`);
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
  const at = isSecretPath === undefined ? path : `${path}.${index}`;
  if (isSecretPath?.(at) === true) return REDACTED;
  let inner: unknown;
  try {
    inner = value[index];
  } catch {
    return UNREADABLE;
  }
  return copyValue(inner, at, state);
}

function copyFields(value: Record<string, unknown>, path: string, state: CopyState): unknown {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    if (state.fieldsLeft-- <= 0) {
      state.truncated = true;
      break;
    }
    const copied = copyField(value, name, path, state);
    if (copied !== undefined) setField(copy, copyName(name), copied);
  }
  return copy;
}

/** Longer names of fields are data in the wrong place; they are cut like it. */
const MAX_NAME_CHARS = 1_000;

function copyField(
  value: Record<string, unknown>,
  name: string,
  path: string,
  state: CopyState,
): unknown {
  if (state.rule.isSecretName(name)) return REDACTED;
  const { isSecretPath } = state.rule;
  // Paths are only put together for those who redact by path: most do not.
  const at = isSecretPath === undefined ? path : `${path}.${name}`;
  if (isSecretPath?.(at) === true) return REDACTED;
  let inner: unknown;
  try {
    inner = value[name];
  } catch {
    // Only this field's getter threw; its neighbours are fine.
    return UNREADABLE;
  }
  return copyValue(inner, at, state);
}

function copyName(name: string): string {
  return name.length <= MAX_NAME_CHARS && isWellFormed(name)
    ? name
    : copyText(name, MAX_NAME_CHARS);
}

/** Sets an own field whatever its name: `__proto__` is data like any other. */
function setField(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name === "__proto__") {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
  } else {
    target[name] = value;
  }
}

/** In Node since 20, but not yet in the es2023 library that TypeScript is told of. */
interface WellFormedString {
  isWellFormed(): boolean;
  toWellFormed(): string;
}

function isWellFormed(text: string): boolean {
  return (text as unknown as WellFormedString).isWellFormed();
}

function toWellFormed(text: string): string {
  return (text as unknown as WellFormedString).toWellFormed();
}
