import { isObject, numberOf, type Fields } from "./read-payload.ts";

/** Deeper than any message; what is below is left out. */
const MAX_DEPTH = 12;
const MAX_FIELDS = 2_000;
/** Longer runs of base64 are a thumbnail or a key, not something a person wrote. */
const MIN_BLOB_CHARS = 256;
const BLOB = /^[A-Za-z0-9+/_-]{256,}={0,2}$/;
const DATA_URL = /^data:[\w.+/;=-]{0,80};base64,/i;

/** Where media lies. Such an address is signed: whoever has it has the medium. */
const MEDIA_URL =
  /(https?:\/\/(?:[\w-]{1,63}\.){1,5}(?:whatsapp\.net|fbsbx\.com|fbcdn\.net))\/[^\s"'<>]*/gi;

const MAX_JSON_CHARS = 64 * 1024;
const JSON_START = /^\s*[[{]/;

/** Names of credentials, key material, and of where media can be fetched with them. */
const SECRET =
  /key|secret|token|passw|passcode|authorization|bearer|cookie|credential|creds|signature|hmac|cipher|^iv$|^mac$|^private$|session|prekey|ratchet|directpath|thumbnail|sidecar|waveform|encsha256|enchash|^qr$|pairing|invite_?(?:code|link)/i;

/**
 * A plain copy of a part of a payload that has no place in the core: without key material and
 * credentials, with bytes as their size. Names that hold message keys (`key: {id, remoteJid}`) stay
 * as the id they stand for. Reads nothing twice and ends on cycles.
 */
export function scrub(value: unknown): unknown {
  return copy(value, { fieldsLeft: MAX_FIELDS, around: [] });
}

/** As {@link scrub}, for a value that stood under a name: what the name gives away as a secret goes. */
export function scrubField(name: string, value: unknown): unknown {
  return SECRET.test(name) ? messageIdOf(value) : scrub(value);
}

interface State {
  fieldsLeft: number;
  readonly around: object[];
}

function copy(value: unknown, state: State): unknown {
  if (typeof value === "string") return copyJson(value, state) ?? copyText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return undefined;
  return copyKnown(value) ?? copyNested(value, state);
}

/** What flows and buttons carry is JSON inside a text, and tokens inside that. */
function copyJson(text: string, state: State): unknown {
  if (text.length > MAX_JSON_CHARS || !JSON_START.test(text)) return undefined;
  try {
    return copy(JSON.parse(text), state);
  } catch {
    // It only looked like JSON.
    return undefined;
  }
}

function copyText(text: string): string {
  if (text.length >= MIN_BLOB_CHARS && (BLOB.test(text) || DATA_URL.test(text))) {
    return `[${text.length} characters of base64]`;
  }
  return text.includes("://") ? text.replace(MEDIA_URL, "$1/[media]") : text;
}

function copyKnown(value: object): unknown {
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  }
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (!isObject(value)) return undefined;
  if (value["type"] === "Buffer" && "data" in value) return "[bytes]";
  return numberOf(value);
}

function copyNested(value: object, state: State): unknown {
  if (state.around.includes(value) || state.around.length >= MAX_DEPTH) return "[cut]";
  state.around.push(value);
  try {
    return Array.isArray(value)
      ? value.map((member) => copy(member, state) ?? null)
      : copyFields(value as Fields, state);
  } finally {
    state.around.pop();
  }
}

function copyFields(fields: Fields, state: State): unknown {
  const copied: [string, unknown][] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (state.fieldsLeft-- <= 0) break;
    const kept = SECRET.test(name) ? messageIdOf(value) : copy(value, state);
    if (kept !== undefined) copied.push([name, kept]);
  }
  return copied.length === 0 ? undefined : Object.fromEntries(copied);
}

/** What a message key points at; anything else under such a name is left out. */
function messageIdOf(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const { id, remoteJid, fromMe } = value;
  return typeof id === "string" && (remoteJid !== undefined || fromMe !== undefined)
    ? { id }
    : undefined;
}
