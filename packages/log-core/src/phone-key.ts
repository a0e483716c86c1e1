import { describeValue } from "./describe-value.ts";
import { LogError } from "./error.ts";
import { MAX_PHONE_DIGITS, MAX_PHONE_KEY_CHARS, MIN_PHONE_DIGITS } from "./limits.ts";

declare const phoneKeyBrand: unique symbol;

/**
 * The name under which one contact's log is kept: digits of a phone number (`1234567890`) or another
 * WhatsApp id (`120363025246125486@g.us`). Safe as a file name on every system.
 */
export type PhoneKey = string & { readonly [phoneKeyBrand]: true };

/**
 * A number as people write it: digits with up to three of `( ) . / -` and spaces between two of them.
 * Paths (`../123`), minus signs and line breaks are not of this form.
 */
const WRITTEN_NUMBER =
  /^\p{Zs}{0,3}\+?\p{Zs}{0,2}\(?\d(?:[\p{Zs}().\u2010-\u2015/-]{0,3}\d)*\)?\p{Zs}{0,3}$/u;
const NOT_DIGITS = /\D/g;
/**
 * `user`, optional agent (`_1`, in some libraries `.1`) and `:device` suffixes, `@server`, as
 * WhatsApp's multi-device ids have.
 */
const JID = /^([\d-]{1,60}|status)(?:[._]\d{1,5})?(?::\d{1,5})?@([a-z.]{1,20})$/;
/** Business-scoped user id: country, optional `ENT`, up to 128 letters and digits. Case counts. */
const BUSINESS_SCOPED_ID = /^[A-Z]{2}(?:\.ENT)?\.[A-Za-z0-9]{1,128}$/;
/** A group's id as the Cloud API gives it: a coded text that begins with `capi_group:`. Case counts. */
const CLOUD_GROUP_ID = /^Y2FwaV9ncm91cDo[A-Za-z0-9_-]{8,112}$/;

const GROUP_USER = /^\d{5,30}(?:-\d{5,20})?$/;
const DIGITS_USER = /^\d{3,30}$/;
const NUMBER_USER = new RegExp(`^\\d{${MIN_PHONE_DIGITS},${MAX_PHONE_DIGITS}}$`);

const LID = /^\d{3,30}@lid$/;

/** How the ids of one server are kept: the accepted user part, and the key it gives. */
interface Server {
  readonly user: RegExp;
  readonly key: (user: string) => string;
}

const SERVERS: ReadonlyMap<string, Server> = new Map([
  // Persons reduce to their digits, so that a number and its JID are one log.
  ["s.whatsapp.net", { user: NUMBER_USER, key: (user) => user }],
  ["c.us", { user: NUMBER_USER, key: (user) => user }],
  ["hosted", { user: NUMBER_USER, key: (user) => user }],
  ["lid", { user: DIGITS_USER, key: (user) => `${user}@lid` }],
  ["hosted.lid", { user: DIGITS_USER, key: (user) => `${user}@lid` }],
  ["g.us", { user: GROUP_USER, key: (user) => `${user}@g.us` }],
  ["newsletter", { user: DIGITS_USER, key: (user) => `${user}@newsletter` }],
  ["broadcast", { user: /^(?:status|\d{3,30})$/, key: (user) => `${user}@broadcast` }],
  ["bot", { user: DIGITS_USER, key: (user) => `${user}@bot` }],
]);

/**
 * Reads a phone as bots and people write it and returns its key, or `undefined` if it is neither a
 * number nor a WhatsApp id. `+1 (234) 567-890`, `1234567890:12@s.whatsapp.net` and
 * `1234567890@c.us` all give `1234567890`.
 */
export function tryParsePhoneKey(input: unknown): PhoneKey | undefined {
  // A fraction or 1e21 is no number that anybody was called by.
  const text = Number.isSafeInteger(input) ? String(input) : input;
  // Judged before any pattern runs: a hostile id of megabytes costs nothing.
  if (typeof text !== "string" || text.length > MAX_PHONE_KEY_CHARS) return undefined;
  // Nearly all are the plain digits of a number.
  if (NUMBER_USER.test(text)) return text as PhoneKey;
  return (parseJid(text) ?? parseNumber(text) ?? parseOpaqueId(text)) as PhoneKey | undefined;
}

/**
 * As {@link tryParsePhoneKey}, for callers that need a key.
 * @throws {LogError} `LOG_PHONE_INVALID`
 */
export function parsePhoneKey(input: unknown): PhoneKey {
  const key = tryParsePhoneKey(input);
  if (key !== undefined) return key;
  throw new LogError(
    "LOG_PHONE_INVALID",
    `phone must be a phone number (${MIN_PHONE_DIGITS} to ${MAX_PHONE_DIGITS} digits, "+" and ` +
      `punctuation allowed) or a WhatsApp id such as 120363025246125486@g.us, but it is ` +
      `${describeValue(input)}. Pass the sender's number or JID as the library gives it.`,
  );
}

/** Whether `text` is already a key, that is, what {@link parsePhoneKey} gives for it. */
export function isPhoneKey(text: string): text is PhoneKey {
  return tryParsePhoneKey(text) === text;
}

/** Whether a key is a conversation of several people, whose lines carry `from`. */
export function isGroupKey(key: PhoneKey): boolean {
  return key.endsWith("@g.us") || key.endsWith("@broadcast") || CLOUD_GROUP_ID.test(key);
}

/**
 * Whether a text is a key, and one human being's: a number, a LID or a business-scoped user id. Quick:
 * alias files have a hundred thousand of them.
 */
export function isPersonKey(text: string): text is PhoneKey {
  return NUMBER_USER.test(text) || LID.test(text) || BUSINESS_SCOPED_ID.test(text);
}

function parseJid(text: string): string | undefined {
  const match = JID.exec(text);
  const server = SERVERS.get(match?.[2] ?? "");
  const user = match?.[1];
  if (server === undefined || user === undefined) return undefined;
  return server.user.test(user) ? server.key(user) : undefined;
}

function parseNumber(text: string): string | undefined {
  if (!WRITTEN_NUMBER.test(text)) return undefined;
  const digits = text.replace(NOT_DIGITS, "");
  return NUMBER_USER.test(digits) ? digits : undefined;
}

function parseOpaqueId(text: string): string | undefined {
  return BUSINESS_SCOPED_ID.test(text) || CLOUD_GROUP_ID.test(text) ? text : undefined;
}
