import { LEVELS, levelNumber, LINE_START, parseTime, TIME_CHARS } from "@org/log-core";

const START = Buffer.from(LINE_START);
/** Between the level and the time. */
const MIDDLE = Buffer.from('","time":"');
const QUOTE = 0x22;
const COMMA = 0x2c;
const BRACE = 0x7d;
const DATE_CHARS = "2026-11-23".length;
const CLOCK_CHARS = TIME_CHARS - DATE_CHARS;

const LABELS = LEVELS.map((level) => ({ bytes: Buffer.from(level), number: levelNumber(level) }));

/**
 * Reads level and time of a line from its first bytes, as `parseLine` would find them if the line
 * parses. One object for all lines: the fields hold what the last call found.
 */
export class LinePrefix {
  /** pino's number of the level. */
  level = 0;
  timeMs = 0;
  /** How the last line began, up to its date: lines beside each other mostly begin alike. */
  #beginning: Uint8Array = new Uint8Array(0);
  #beginningLevel = 0;
  #dateMs = Number.NaN;

  /** Whether the line begins in the form of the format and has a valid time. */
  read(block: Buffer, start: number): boolean {
    const clock = start + this.#beginning.length;
    if (clock > start && holdsAt(block, start, this.#beginning)) {
      const clockMs = isTimeEnd(block, clock + CLOCK_CHARS) ? readClock(block, clock) : -1;
      if (clockMs >= 0) {
        this.level = this.#beginningLevel;
        this.timeMs = this.#dateMs + clockMs;
        return true;
      }
    }
    return this.#readWhole(block, start);
  }

  #readWhole(block: Buffer, start: number): boolean {
    if (!holdsAt(block, start, START)) return false;
    const afterStart = start + START.length;
    const label = LABELS.find(({ bytes }) => holdsAt(block, afterStart, bytes));
    if (label === undefined) return false;
    const middle = afterStart + label.bytes.length;
    if (!holdsAt(block, middle, MIDDLE)) return false;
    const time = middle + MIDDLE.length;
    if (!isTimeEnd(block, time + TIME_CHARS)) return false;
    const timeMs = parseTime(block.toString("latin1", time, time + TIME_CHARS));
    if (timeMs === undefined) return false;
    this.level = label.number;
    this.timeMs = timeMs;
    this.#remember(block, start, time);
    return true;
  }

  #remember(block: Buffer, start: number, time: number): void {
    const date = block.toString("latin1", time, time + DATE_CHARS);
    const midnight = parseTime(`${date}T00:00:00.000Z`);
    if (midnight === undefined) return;
    this.#beginning = Uint8Array.prototype.slice.call(block, start, time + DATE_CHARS);
    this.#beginningLevel = this.level;
    this.#dateMs = midnight;
  }
}

function isTimeEnd(block: Buffer, at: number): boolean {
  return block[at] === QUOTE && (block[at + 1] === COMMA || block[at + 1] === BRACE);
}

/** `T10:15:30.123Z` in ms since midnight, or -1 for anything else. */
function readClock(block: Buffer, at: number): number {
  const hours = readDigits(block, at + 1, 2);
  const minutes = readDigits(block, at + 4, 2);
  const seconds = readDigits(block, at + 7, 2);
  const ms = readDigits(block, at + 10, 3);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return -1;
  if (seconds < 0 || seconds > 59 || ms < 0 || !hasClockMarks(block, at)) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

function hasClockMarks(block: Buffer, at: number): boolean {
  return (
    block[at] === 0x54 && // T
    block[at + 3] === 0x3a &&
    block[at + 6] === 0x3a &&
    block[at + 9] === 0x2e &&
    block[at + 13] === 0x5a // Z
  );
}

function readDigits(block: Buffer, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = (block[index] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function holdsAt(block: Buffer, at: number, bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    if (block[at + index] !== bytes[index]) return false;
  }
  return true;
}
