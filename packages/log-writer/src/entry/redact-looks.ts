import { REDACTED } from "./secrets.ts";

/** What stands before a new word besides what ends one: an escape of JSON or a URL, whose end is a letter. */
const ESCAPED = String.raw`(?<=\\[nrtbf]|\\u[0-9A-Fa-f]{4}|%(?:25){0,4}[0-9A-Fa-f]{2})`;
const APART = String.raw`(?:${ESCAPED}|(?<![A-Za-z0-9+_-]))`;

/** In small letters it is also a word: `bearer certificates`. */
const BEARER = new RegExp(
  String.raw`(?:\b|${ESCAPED})((?:Bearer|BEARER)(?:\s+|%20|\+)|bearer\s+(?=\S*\d))[A-Za-z0-9._~+/=-]{8,}`,
  "g",
);
/** `https://user:password@host`, `https://token@host`; up to the last `@`, since passwords have some. */
const USER_INFO = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]+@/gi;
/** `curl -u user:password`, `-su …`, as people paste it; in JSON too, where its quotes are escaped. */
const CURL_USER =
  /(\s(?:-[A-Za-z]{0,8}[uU]|--(?:proxy-)?user)(?:=|\s+)?["'\\]*)[^\s"'\\:]+:(?:[^\s"'\\]|["'][^\s"'\\]*["'])+/g;
/** `curl -b name=value`; a name alone is that of a file. */
const CURL_COOKIE = /(\s(?:-[A-Za-z]{0,8}b|--cookie)(?:=|\s+)?["'\\]*)[^\s"'\\=]+=[^"'\\\r\n]+/g;
/** Tokens of the Graph API, and JWTs. */
const GRAPH_TOKEN = new RegExp(`${APART}EAA[A-Za-z0-9]{20,}`, "g");
const JWT = new RegExp(
  String.raw`${APART}eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*)?`,
  "g",
);
/** With its line breaks, or their escapes; also one that was cut. */
const PRIVATE_KEY =
  /(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)(?:[^-"']|-(?!----END))+(-----END [A-Z ]{0,20}PRIVATE KEY-----)?/g;

/** Takes out secrets that are known by their looks, wherever they stand and whatever they are called. */
export function redactLooks(text: string): string {
  // Fast looks decide for nearly every text that there is nothing to do.
  let clean = text;
  if (/earer|EARER/.test(clean)) clean = clean.replace(BEARER, `$1${REDACTED}`);
  if (clean.includes("EAA")) clean = clean.replace(GRAPH_TOKEN, REDACTED);
  if (clean.includes("eyJ")) clean = clean.replace(JWT, REDACTED);
  if (clean.includes("PRIVATE KEY-----")) clean = clean.replace(PRIVATE_KEY, `$1${REDACTED}$2`);
  if (clean.includes("curl")) {
    clean = clean.replace(CURL_USER, `$1${REDACTED}`).replace(CURL_COOKIE, `$1${REDACTED}`);
  }
  return clean.includes("@") && clean.includes("://")
    ? clean.replace(USER_INFO, `$1${REDACTED}@`)
    : clean;
}
