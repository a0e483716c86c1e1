import { levelFromNumber, LINE_START, TIME_CHARS } from "@org/log-core";
import { LinePrefix } from "../scan/line-prefix.ts";
import { ByteTexts } from "./byte-texts.ts";
import { endOfPlainString, JsonExtent } from "./json-extent.ts";
import type { CountedLine, EntryHead } from "./stats-counter.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const CLOSE_BRACE = 0x7d;
const AROUND_LEVEL = LINE_START.length + '","time":"'.length + TIME_CHARS + '"'.length;

const FIELDS = ["phone", "direction", "type"] as const;
type HeadField = (typeof FIELDS)[number];
const FIELD_NAMES: readonly (readonly [Buffer, HeadField])[] = FIELDS.map((name) => [
  Buffer.from(name),
  name,
]);
/** By the length of a name: each of the fields has another. */
const FIELD_BY_LENGTH: readonly ((typeof FIELD_NAMES)[number] | undefined)[] = Array.from(
  { length: 10 },
  (_, length) => FIELD_NAMES.find(([bytes]) => bytes.length === length),
);

/**
 * Reads from the bytes of a line what entries are counted by, and makes sure that the parser would
 * take the line and find the same. One object for all lines: the fields hold what the last call found.
 */
export class LineHead implements EntryHead, CountedLine {
  /** Set by who knows it. */
  bytes = 0;
  phone: string | undefined;
  direction: string | undefined;
  type: string | undefined;
  readonly #prefix = new LinePrefix();
  readonly #extent = new JsonExtent();
  readonly #texts: Readonly<Record<HeadField, ByteTexts>> = {
    phone: new ByteTexts(),
    direction: new ByteTexts(),
    type: new ByteTexts(),
  };

  /** pino's number of the level. */
  get level(): number {
    return this.#prefix.level;
  }

  get timeMs(): number {
    return this.#prefix.timeMs;
  }

  /** Whether the line from `start` up to `end` is an entry for certain; else only the parser can tell. */
  read(bytes: Buffer, start: number, end: number): boolean {
    if (!this.#prefix.read(bytes, start)) return false;
    this.phone = undefined;
    this.direction = undefined;
    this.type = undefined;
    let at = start + AROUND_LEVEL + levelFromNumber(this.#prefix.level).length;
    while (at >= 0 && at < end && bytes[at] === COMMA) at = this.#readMember(bytes, at + 1, end);
    return at === end - 1 && bytes[at] === CLOSE_BRACE;
  }

  /** From a member's name to the end of its value, or -1. */
  #readMember(bytes: Buffer, at: number, end: number): number {
    const nameEnd = bytes[at] === QUOTE ? endOfPlainString(bytes, at + 1, end) : -1;
    if (nameEnd < 0 || bytes[nameEnd + 1] !== COLON) return -1;
    const field = fieldNamed(bytes, at + 1, nameEnd);
    if (field === undefined) return this.#extent.endOfValue(bytes, nameEnd + 2, end);
    return this.#readField(field, bytes, nameEnd + 2, end);
  }

  // Of a name given twice the parser takes the last value, and so does this.
  #readField(field: HeadField, bytes: Buffer, at: number, end: number): number {
    const valueEnd = bytes[at] === QUOTE ? endOfPlainString(bytes, at + 1, end) : -1;
    if (valueEnd < 0) return -1;
    this[field] = this.#texts[field].text(bytes, at + 1, valueEnd);
    return valueEnd + 1;
  }
}

function fieldNamed(bytes: Buffer, from: number, to: number): HeadField | undefined {
  const candidate = FIELD_BY_LENGTH[to - from];
  if (candidate === undefined) return undefined;
  const [name, field] = candidate;
  for (let index = 0; index < name.length; index += 1) {
    if (bytes[from + index] !== name[index]) return undefined;
  }
  return field;
}
