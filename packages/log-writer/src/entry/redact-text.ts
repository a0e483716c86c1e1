import { redactLooks } from "./redact-looks.ts";
import { REDACTED, type SecretRule } from "./secrets.ts";

type Judge = SecretRule["isSecretName"];

/**
 * What stands between a name and its value: `name=value`, `"name":value`, `=` in a URL inside a URL
 * (inside another), and as some write it in JSON.
 */
const SEPARATOR = /[=:]|%(?:25){0,4}3[Dd]|\\u003[Dd]/g;
const MAX_NAME_CHARS = 64;
/** No name of a secret, a separator and a value are shorter together. */
const MIN_CHARS = 5;
/** Between a name and its separator, and that and the value. */
const MAX_SPACES = 8;

/** How an escape ends that stands before a name: of JSON behind a backslash, of a URL behind `%` */
const JSON_ESCAPE = /^(?:[nrtbf]|u[0-9A-Fa-f]{4})(?=.)/;
const URL_ESCAPE = /^(?:25){0,4}[0-9A-Fa-f]{2}(?=.)/;

/**
 * Takes secrets out of a text: in URLs, forms, headers, JSON (also inside JSON, also cut off) and
 * printed objects, `Bearer …`, and tokens known by their looks. Time grows with the length of the text
 * and no faster, whatever is in it.
 */
export function redactText(text: string, { judgeName }: SecretRule): string {
  // Fast looks decide for nearly every text that there is nothing to do.
  if (text.length < MIN_CHARS) return text;
  const isNamed =
    text.includes("=") || text.includes(":") || text.includes("%") || text.includes("\\u003");
  return redactLooks(isNamed ? redactNamed(text, judgeName) : text);
}

/** A part of the text and what is to stand there. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

function redactNamed(text: string, judgeName: Judge): string {
  let clean = "";
  let done = 0;
  SEPARATOR.lastIndex = 0;
  for (let found = SEPARATOR.exec(text); found !== null; found = SEPARATOR.exec(text)) {
    const [separator] = found;
    const name = readSecretName(text, found.index, judgeName);
    if (name === undefined || name.start < done) continue;
    const secret = findValue(text, name, separator, found.index + separator.length);
    if (secret === undefined) continue;
    clean += text.slice(done, secret.start) + secret.by;
    done = secret.end;
    SEPARATOR.lastIndex = secret.end;
  }
  return done === 0 ? text : clean + text.slice(done);
}

/** A name before a separator. */
interface Name {
  readonly text: string;
  readonly start: number;
  /** The quote behind it, if it is quoted, and the backslashes before that: as many as JSON is deep. */
  readonly quote: string;
  readonly escapes: string;
  readonly isSpaced: boolean;
}

/** The name before a separator, if it is that of a secret, perhaps without an escape before it. */
function readSecretName(text: string, separatorAt: number, judge: Judge): Name | undefined {
  const name = readName(text, separatorAt);
  if (name === undefined) return undefined;
  const escaped = escapeBefore(text, name);
  if (escaped > 0) {
    const rest = { ...name, text: name.text.slice(escaped), start: name.start + escaped };
    if (judge(rest.text)) return rest;
  }
  return judge(name.text) ? name : undefined;
}

/** How many characters of a name are the end of an escape before it. */
function escapeBefore(text: string, name: Name): number {
  const before = text.charAt(name.start - 1);
  const escape = before === "\\" ? JSON_ESCAPE : before === "%" ? URL_ESCAPE : undefined;
  return escape?.exec(name.text)?.[0].length ?? 0;
}

function readName(text: string, separatorAt: number): Name | undefined {
  let end = skipBack(text, separatorAt, isSpace, MAX_SPACES);
  const isSpaced = end < separatorAt;
  let quote = "";
  let escapes = "";
  if (isQuote(text.charCodeAt(end - 1))) {
    end -= 1;
    quote = text.charAt(end);
    const from = skipBack(text, end, isBackslash, MAX_NAME_CHARS);
    escapes = text.slice(from, end);
    end = from;
  } else {
    end = skipBrackets(text, end);
  }
  const start = skipBack(text, end, isNameChar, MAX_NAME_CHARS);
  return start === end
    ? undefined
    : { text: text.slice(start, end), start, quote, escapes, isSpaced };
}

/** As forms name lists and members: `tokens[]`, `user[password]`. */
function skipBrackets(text: string, end: number): number {
  const close = ["]", "%5D", "%5d"].find((bracket) => text.endsWith(bracket, end));
  if (close === undefined) return end;
  const inner = end - close.length;
  const open = ["[", "%5B", "%5b"].find((bracket) => text.endsWith(bracket, inner));
  return open === undefined ? inner : inner - open.length;
}

function findValue(
  text: string,
  name: Name,
  separator: string,
  after: number,
): Replacement | undefined {
  const start = skip(text, after, isSpace, MAX_SPACES);
  if (text.startsWith(REDACTED, start)) return undefined;
  if (separator.startsWith("%")) return plain(start, endOfEncoded(text, start));
  if (separator.startsWith("\\")) {
    return plain(
      start,
      skip(text, start, (code) => isFormChar(code) && !isBackslash(code)),
    );
  }
  const isMember = name.quote !== "" && separator === ":";
  if (isMember) return findMember(text, name, start);
  if (isHeader(name.text) && !isQuote(text.charCodeAt(start))) {
    return findHeader(text, name.text, start);
  }
  // `token=a` is nothing but a secret; `secret: always` may be what somebody says.
  const isCertain = separator === "=" && !name.isSpaced && start === after;
  return (
    findQuoted(text, start) ??
    findPrinted(text, start) ??
    findWord(text, start, separator, isCertain)
  );
}

/** As objects are printed: `{ token: 'abc' }`, `token="abc"`. */
function findQuoted(text: string, start: number): Replacement | undefined {
  const quote = text.charAt(start);
  if (quote !== "'" && quote !== '"') return undefined;
  const end = endOfString(text, start + 1, quote, 0);
  return end === start + 1 ? undefined : { start, end, by: `${quote}${REDACTED}${quote}` };
}

/** Objects and bytes as `util.inspect` prints them. */
const PRINTED =
  /\{\s{0,40}['"]?[\w-]{1,64}['"]?:|(?:Buffer|Uint8Array)\(\d{1,9}\) (?:\[Uint8Array\] )?\[/y;
const PRINTED_BUFFER = /<Buffer[0-9a-f. ]*(?:more bytes)?(?:>|$)/y;

function findPrinted(text: string, start: number): Replacement | undefined {
  PRINTED_BUFFER.lastIndex = start;
  const [buffer] = PRINTED_BUFFER.exec(text) ?? [];
  if (buffer !== undefined) return plain(start, start + buffer.length);
  PRINTED.lastIndex = start;
  const [begin] = PRINTED.exec(text) ?? [];
  if (begin === undefined) return undefined;
  const from = begin.startsWith("{") ? start : start + begin.length - 1;
  return plain(start, endOfBrackets(text, from, "'", 0));
}

function findWord(
  text: string,
  start: number,
  separator: string,
  isCertain: boolean,
): Replacement | undefined {
  const end = skip(text, start, separator === "=" ? isFormChar : isWordChar);
  // From where another name has had its value taken out, the text is no longer what it was.
  const [word = ""] = text.slice(start, end).split(REDACTED, 1);
  return isCertain || looksSecret(word) ? plain(start, end) : undefined;
}

function plain(start: number, end: number): Replacement | undefined {
  return end === start ? undefined : { start, end, by: REDACTED };
}

/** The value of a quoted name: a string, something in brackets, or a bare word. */
function findMember(
  text: string,
  { quote, escapes }: Name,
  start: number,
): Replacement | undefined {
  const open = `${escapes}${quote}`;
  const by = `${open}${REDACTED}${open}`;
  if (text.startsWith(`${open}${REDACTED}`, start)) return undefined;
  if (text.startsWith(open, start)) {
    const from = start + open.length;
    return { start, end: endOfString(text, from, quote, escapes.length), by };
  }
  const isBracket = /^[[{]$/.test(text.charAt(start));
  const end = isBracket
    ? endOfBrackets(text, start, quote, escapes.length)
    : skip(text, start, isBareChar);
  return end === start ? undefined : { start, end, by };
}

/** Behind the quote that ends a string, or the end of a text that was cut. */
function endOfString(text: string, from: number, quote: string, depth: number): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    let backslashes = 0;
    while (at - backslashes > from && isBackslash(text.charCodeAt(at - backslashes - 1))) {
      backslashes += 1;
    }
    // Each level of JSON inside JSON doubles the backslashes before a quote and adds one.
    if (backslashes % (2 * (depth + 1)) === depth) return at + 1;
  }
  return text.length;
}

/** Behind the bracket that closes the one here; those in strings do not count. */
function endOfBrackets(text: string, from: number, quote: string, depth: number): number {
  const mark = quote === '"' ? /[[\]{}"]/g : /[[\]{}']/g;
  mark.lastIndex = from;
  let open = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const [sign] = found;
    if (sign === quote) {
      mark.lastIndex = endOfString(text, found.index + 1, quote, depth);
      continue;
    }
    open += sign === "[" || sign === "{" ? 1 : -1;
    if (open === 0) return found.index + 1;
  }
  return text.length;
}

/** `Authorization: Basic …` keeps its scheme; a cookie goes up to the end of its line. */
function findHeader(text: string, name: string, start: number): Replacement | undefined {
  if (!/authorization$/i.test(name)) return plain(start, endOfHeader(text, start));
  const scheme = skip(text, start, isLetter, MAX_NAME_CHARS);
  const behind = skip(text, scheme, isSpace, MAX_SPACES);
  const from = behind > scheme ? behind : start;
  if (text.startsWith(REDACTED, from)) return undefined;
  return plain(from, endOfHeader(text, from));
}

/** A quote behind it, as many backslashes before it as JSON is deep. */
const QUOTE = /\\*"/y;
/** More is no part of a header of anybody's. */
const MAX_PART_CHARS = 8192;

/** Up to what a line or a string around it ends with; `response="…"` in it is a part of it. */
function endOfHeader(text: string, from: number): number {
  let end = skip(text, from, isLineChar);
  while (end > from && text.charAt(end - 1) === "=") {
    QUOTE.lastIndex = end;
    const [quote] = QUOTE.exec(text) ?? [];
    if (quote === undefined) break;
    const inner = end + quote.length;
    const [part = ""] = text.slice(inner, inner + MAX_PART_CHARS).split(/[\r\n]/, 1);
    const close = part.indexOf(quote);
    if (close < 0) return inner + part.length;
    end = skip(text, inner + close + quote.length, isLineChar);
  }
  return end;
}

function isHeader(name: string): boolean {
  return /^(?:(?:proxy-?)?authorization|(?:set-?)?cookie|x-?hub-?signature(?:-?256)?)$/i.test(name);
}

function endOfEncoded(text: string, start: number): number {
  let end = skip(text, start, isFormChar);
  const next = text.slice(start, end).search(/%(?:25){0,4}(?:26|3B|20|22)/i);
  if (next >= 0) end = start + next;
  return end;
}

const SECRET_CHARS = 6;
const SURELY_SECRET_CHARS = 20;

function looksSecret(word: string): boolean {
  return word.length >= SURELY_SECRET_CHARS || (word.length >= SECRET_CHARS && /\d/.test(word));
}

type CharTest = (code: number) => boolean;

function skip(text: string, from: number, test: CharTest, most = text.length): number {
  let at = from;
  while (at < text.length && at - from < most && test(text.charCodeAt(at))) at += 1;
  return at;
}

function skipBack(text: string, from: number, test: CharTest, most: number): number {
  let at = from;
  while (at > 0 && from - at < most && test(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

const isSpace: CharTest = (code) => code === 0x20 || code === 0x09;
const isBackslash: CharTest = (code) => code === 0x5c;
const isQuote: CharTest = (code) => code === 0x22 || code === 0x27;
const isLetter: CharTest = (code) => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
const isNameChar: CharTest = (code) =>
  isLetter(code) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f ||
  code === 0x2d ||
  code === 0x2e;
/** Not the end of a value in a query or form: white space, `&`, `;`, quotes, angle brackets. */
const isFormChar: CharTest = (code) => isWordChar(code) || BRACKETS_AND_COMMA.has(code);
const isWordChar: CharTest = (code) => code > 0x20 && !WORD_ENDS.has(code);
const isBareChar: CharTest = (code) => !BARE_ENDS.has(code);
const isLineChar: CharTest = (code) => !LINE_ENDS.has(code);

function codesOf(chars: string): ReadonlySet<number> {
  return new Set(Array.from(chars, (char) => char.charCodeAt(0)));
}

const BRACKETS_AND_COMMA = codesOf(",()[]{}");
const WORD_ENDS = codesOf("&;\"'<>,()[]{}");
const BARE_ENDS = codesOf(',[]{}\\"\r\n');
const LINE_ENDS = codesOf("\r\n\"'<>\\");
