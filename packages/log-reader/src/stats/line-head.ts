import { LEVELS, levelNumber, LINE_START, TIME_CHARS } from "@org/log-core";
import { LinePrefix } from "../scan/line-prefix.ts";
import type { CountedLine, EntryHead } from "./entry-tally.ts";
import { endOfPlainString, JsonExtent } from "./json-extent.ts";
import { RepeatedText } from "./repeated-text.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const CLOSE_BRACE = 0x7d;
const AROUND_LEVEL = LINE_START.length + '","time":"'.length + TIME_CHARS + '"'.length;

const PHONE = Buffer.from("phone");
const DIRECTION = Buffer.from("direction");
const TYPE = Buffer.from("type");
const LEVEL_CHARS: ReadonlyMap<number, number> = new Map(
  LEVELS.map((level) => [levelNumber(level), level.length]),
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
  readonly #phone = new RepeatedText();
  readonly #direction = new RepeatedText();
  readonly #type = new RepeatedText();

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
    let at = start + AROUND_LEVEL + (LEVEL_CHARS.get(this.#prefix.level) ?? 0);
    while (at >= 0 && at < end && bytes[at] === COMMA) at = this.#readMember(bytes, at + 1, end);
    return at === end - 1 && bytes[at] === CLOSE_BRACE;
  }

  /** From a member's name to the end of its value, or -1. */
  #readMember(bytes: Buffer, at: number, end: number): number {
    const nameEnd = bytes[at] === QUOTE ? endOfPlainString(bytes, at + 1, end) : -1;
    if (nameEnd < 0 || bytes[nameEnd + 1] !== COLON) return -1;
    const value = nameEnd + 2;
    switch (nameEnd - at - 1) {
      case PHONE.length:
        if (isAt(bytes, at + 1, PHONE)) return this.#readPhone(bytes, value, end);
        break;
      case DIRECTION.length:
        if (isAt(bytes, at + 1, DIRECTION)) return this.#readDirection(bytes, value, end);
        break;
      case TYPE.length:
        if (isAt(bytes, at + 1, TYPE)) return this.#readType(bytes, value, end);
        break;
      default:
    }
    return this.#extent.endOfValue(bytes, value, end);
  }

  // Of a name given twice the parser takes the last value, and so do these.

  #readPhone(bytes: Buffer, at: number, end: number): number {
    const quote = bytes[at] === QUOTE ? this.#phone.read(bytes, at + 1, end) : -1;
    this.phone = this.#phone.text;
    return quote < 0 ? -1 : quote + 1;
  }

  #readDirection(bytes: Buffer, at: number, end: number): number {
    const quote = bytes[at] === QUOTE ? this.#direction.read(bytes, at + 1, end) : -1;
    this.direction = this.#direction.text;
    return quote < 0 ? -1 : quote + 1;
  }

  #readType(bytes: Buffer, at: number, end: number): number {
    const quote = bytes[at] === QUOTE ? this.#type.read(bytes, at + 1, end) : -1;
    this.type = this.#type.text;
    return quote < 0 ? -1 : quote + 1;
  }
}

function isAt(bytes: Buffer, from: number, name: Buffer): boolean {
  for (let index = 0; index < name.length; index += 1) {
    if (bytes[from + index] !== name[index]) return false;
  }
  return true;
}
