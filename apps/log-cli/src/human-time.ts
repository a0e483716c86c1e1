import { parse, type ParsedResult } from "chrono-node/en";
import { isCalendarDay } from "@org/log-core";
import type { StrictTime, TimeContext } from "./time-input.ts";
import { wallTimeAt } from "./zoned-time.ts";

/** A moment in words, tied to the present one. */
export interface HumanTime {
  readonly time: StrictTime;
  /** How often it comes, where the words leave open which is meant: `10:00`, `tuesday`, `20 Nov`. */
  readonly every?: "day" | "week" | "year" | undefined;
}

/** `03/04` is April in Rome and March in New York. */
const AMBIGUOUS = /(?<![\d/.-])\d{1,2}[/.-]\d{1,2}(?![\d:])/;
/** Everybody's evening begins at another time. */
const VAGUE = /\b(?:morning|afternoon|evening|night|tonight|weekend)\b/i;

/**
 * Reads a moment in words (`yesterday`, `last tuesday`, `20 Nov 10:00`), or `undefined` if the text is
 * none, or says more than one moment.
 */
export function readHumanTime(text: string, context: TimeContext): HumanTime | undefined {
  if (AMBIGUOUS.test(text) || VAGUE.test(text)) return undefined;
  const { nowMs, calendar } = context;
  const offsetMinutes = Math.round((wallTimeAt(nowMs, calendar.timeZone) - nowMs) / 60_000);
  const [found, ...others] = parse(text, { instant: new Date(nowMs), timezone: offsetMinutes });
  // A date that is found somewhere in a text is not what the text says.
  if (found === undefined || others.length > 0 || found.text.length !== text.length)
    return undefined;
  if (found.end !== null && found.end !== undefined) return undefined;
  const time = strictTime(found);
  return time && { time, every: howOften(found, text) };
}

function strictTime({ start }: ParsedResult): StrictTime | undefined {
  // With an offset of its own ("10:00 UTC", "an hour ago") it is a moment of the world.
  if (start.isCertain("timezoneOffset")) return { kind: "instant", timeMs: start.date().getTime() };
  const [year, month, day, hour, minute, second] = (
    ["year", "month", "day", "hour", "minute", "second"] as const
  ).map((part) => start.get(part) ?? 0);
  const wallMs = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  if (start.isCertain("hour")) return { kind: "wall", wallMs };
  const date = new Date(wallMs).toISOString().slice(0, 10);
  return isCalendarDay(date) ? { kind: "day", day: date } : undefined;
}

function howOften({ start }: ParsedResult, text: string): HumanTime["every"] {
  if (start.isCertain("year") || /\b(?:last|next|this)\b/i.test(text)) return undefined;
  if (start.isCertain("month")) return "year";
  if (start.isCertain("weekday")) return "week";
  return start.isCertain("day") ? undefined : "day";
}
