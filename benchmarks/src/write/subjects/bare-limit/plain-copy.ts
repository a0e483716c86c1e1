/**
 * The walk that makes an entry safe to write, cut to what entries of the workload need: the same looks
 * at each value as log-writer's own (well-formed text, secrets by name and in texts, cycles, depth,
 * known objects, `toJSON`), so that the limit does the same work, and none of its answers to what is odd.
 */
export function copyPlain(value: unknown): unknown {
  return copyValue(value, []);
}

const MAX_DEPTH = 40;
const SECRET_NAMES: ReadonlySet<string> = new Set(["authorization", "cookie", "token", "password"]);
const SECRET_PAIR = /((?:^|[?&;\s"'])(?:access_token|token|password)=)[^&;\s"'<>]+/gi;
const BEARER = /\b(Bearer\s+)[A-Za-z0-9._~+/=-]{8,}/g;
const REDACTED = "[redacted]";

const knownNames = new Map<string, boolean>();

function copyValue(value: unknown, around: object[]): unknown {
  switch (typeof value) {
    case "string":
      return copyText(value);
    case "number":
      return Number.isFinite(value) ? value : null;
    case "boolean":
      return value;
    case "object":
      return value === null ? null : copyObject(value, around);
    default:
      return undefined;
  }
}

/** A text as it may stand in a line. */
export function copyText(text: string): string {
  const formed = (text as unknown as { isWellFormed(): boolean }).isWellFormed()
    ? text
    : (text as unknown as { toWellFormed(): string }).toWellFormed();
  const paired = formed.includes("=") ? formed.replace(SECRET_PAIR, `$1${REDACTED}`) : formed;
  return paired.includes("earer ") ? paired.replace(BEARER, `$1${REDACTED}`) : paired;
}

function copyObject(value: object, around: object[]): unknown {
  if (around.includes(value) || around.length >= MAX_DEPTH) return "[circular]";
  around.push(value);
  try {
    return copyKnown(value as Record<string, unknown>, around);
  } catch {
    // What a getter of the caller's throws ends here, as in the writer.
    return "[unreadable]";
  } finally {
    around.pop();
  }
}

function copyKnown(value: Record<string, unknown>, around: object[]): unknown {
  if (Array.isArray(value)) return value.map((inner) => copyValue(inner, around) ?? null);
  if (value instanceof Date) return value.toISOString();
  const { type, low, toJSON } = value;
  if (type === "Buffer" || typeof low === "number") return "[known object]";
  if (typeof toJSON === "function") return copyValue(toJSON.call(value, ""), around);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const inner = isSecret(name) ? REDACTED : copyValue(value[name], around);
    if (inner !== undefined) copy[name] = inner;
  }
  return copy;
}

function isSecret(name: string): boolean {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  const secret = SECRET_NAMES.has(name.toLowerCase().replace(/[-_.]/g, ""));
  knownNames.set(name, secret);
  return secret;
}
