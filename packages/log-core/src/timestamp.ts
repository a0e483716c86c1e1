import { MAX_TIME_MS, MIN_TIME_MS, TIME_CHARS } from "./limits.ts";

const TIME = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2}\.\d{3}Z$/;
/** Every month has this day, so no date up to it needs a second look. */
const LAST_COMMON_DAY = 28;

/** Whether an instant (ms since 1970) can stand in a line: its text then has 24 characters. */
export function isLoggableTime(timeMs: number): boolean {
  return Number.isFinite(timeMs) && timeMs >= MIN_TIME_MS && timeMs <= MAX_TIME_MS;
}

/**
 * The text of an instant in a line: UTC with milliseconds, 24 characters.
 * @throws {RangeError} if {@link isLoggableTime} is false
 */
export function formatTime(timeMs: number): string {
  if (!isLoggableTime(timeMs)) throw new RangeError(`not a time a line can carry: ${timeMs}`);
  return new Date(timeMs).toISOString();
}

/** Reads the exact form that {@link formatTime} writes; anything else is `undefined`. */
export function parseTime(text: string): number | undefined {
  if (text.length !== TIME_CHARS || !TIME.test(text)) return undefined;
  const timeMs = Date.parse(text);
  if (!isLoggableTime(timeMs)) return undefined;
  // Date.parse moves 30 February to March; such a line would change its day by being read.
  const day = Number(text.slice(8, 10));
  return day <= LAST_COMMON_DAY || new Date(timeMs).getUTCDate() === day ? timeMs : undefined;
}
