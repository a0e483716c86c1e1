import type { Payload } from "./content.ts";
import { asFields, textIn, type Fields } from "./fields.ts";
import { messageKind } from "./message-kind.ts";

/** A payload taken out of what wraps it, with the type it names itself. */
export interface Unwrapped extends Payload {
  readonly type: string | undefined;
}

/** Baileys puts a message into up to five of these. */
const MAX_WRAPPERS = 5;
const WRAPPER =
  /^(?:ephemeral|viewOnce|documentWithCaption|edited|associatedChild|groupStatus|deviceSent)Message/;
/** Fields of a Baileys message that are not its content. */
const NOT_CONTENT = new Set(["messageContextInfo", "senderKeyDistributionMessage"]);

/**
 * Finds the content in `data`, whichever library made it: the content itself, a message of the Cloud
 * API (`{type, image: {…}}`), of Baileys (`{key, message: {imageMessage: {…}}}`), or of
 * whatsapp-web.js (`{type, body, _data}`).
 */
export function unwrapPayload(type: string | undefined, data: unknown): Unwrapped {
  const whole = asFields(data) ?? {};
  const inner = asFields(whole["message"]);
  const baileys = inner === undefined ? bareBaileys(whole) : baileysContent(inner);
  if (baileys !== undefined) return { ...baileys, whole };
  const own = textIn(whole, "type");
  for (const name of [type, own, kindField(type)]) {
    const body = name === undefined ? undefined : asFields(whole[name]);
    if (name !== undefined && body !== undefined) return { type: name, body, whole };
  }
  return { type: type ?? own, body: whole, whole };
}

/** Where a normalised payload keeps the content of a kind: `media`, `location`, `reaction`. */
function kindField(type: string | undefined): string | undefined {
  return messageKind(type);
}

/** A Baileys message without what surrounds it. Its content must be of a known kind to tell. */
function bareBaileys(whole: Fields): Omit<Unwrapped, "whole"> | undefined {
  const names = Object.keys(whole).filter((name) => isContentName(name));
  return names.some((name) => WRAPPER.test(name) || messageKind(name) !== undefined)
    ? baileysContent(whole)
    : undefined;
}

function baileysContent(message: Fields): Omit<Unwrapped, "whole"> | undefined {
  let inner = message;
  for (let depth = 0; depth <= MAX_WRAPPERS; depth += 1) {
    const found = Object.entries(inner).find(
      ([name, value]) => isContentName(name) && value !== null && value !== undefined,
    );
    if (found === undefined) return undefined;
    const [type, value] = found;
    const wrapped = WRAPPER.test(type) ? asFields(asFields(value)?.["message"]) : undefined;
    if (wrapped === undefined) {
      if (typeof value === "string") return { type, body: { text: value } };
      const body = asFields(value);
      return body === undefined ? undefined : { type, body };
    }
    inner = wrapped;
  }
  return undefined;
}

function isContentName(name: string): boolean {
  return name === "conversation" || (/Message(?:V\d+)?$/.test(name) && !NOT_CONTENT.has(name));
}
