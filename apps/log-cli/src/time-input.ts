import { addDays, isCalendarDay, type Calendar, type CalendarDay } from "@org/log-core";
import type { HumanTime } from "./human-time.ts";
import { instantOf } from "./zoned-time.ts";

/** A moment in one exact form, before the zone is known in which it counts. */
export type StrictTime =
  | { readonly kind: "day"; readonly day: CalendarDay }
  /** What a clock on the wall shows, as ms on the axis of UTC. */
  | { readonly kind: "wall"; readonly wallMs: number }
  | { readonly kind: "instant"; readonly timeMs: number }
  | { readonly kind: "ago"; readonly agoMs: number };

/** A moment as it was typed. */
export type TypedTime =
  | StrictTime
  /** Words, whose meaning depends on the present moment. */
  | { readonly kind: "words"; readonly read: (context: TimeContext) => HumanTime | undefined };

/** What {@link parseTime} accepts, for messages: completes "must be …". */
export const ACCEPTED_TIMES: string =
  "a day that exists (2026-11-23), a day and time (2026-11-23T18:00, with or without Z or +01:00), " +
  "how long ago (30m, 2h, 3d, 1w) or words (yesterday, last tuesday, 20 Nov 10:00)";

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};
const PIECE = String.raw`(\d{1,6}(?:\.\d{1,3})?)\s?(s|sec|second|m|min|minute|h|hr|hour|d|day|w|week)s?`;
const AGO = new RegExp(String.raw`^-?${PIECE}(?:(?:\s|,|\sand\s)?\s?${PIECE})?(?:\sago)?$`, "i");
const DAY_AND_TIME =
  /^(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?)(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;

/** Reads a moment in one of the exact forms, or `undefined` if it is none. */
export function parseTime(text: string): StrictTime | undefined {
  if (isCalendarDay(text)) return { kind: "day", day: text };
  const agoMs = parseAgo(text);
  if (agoMs !== undefined) return { kind: "ago", agoMs };
  const [, day = "", time = "", zone] = DAY_AND_TIME.exec(text) ?? [];
  if (!isCalendarDay(day)) return undefined;
  if (zone === undefined) return { kind: "wall", wallMs: Date.parse(`${day}T${time}Z`) };
  // Without its colon, an offset is ISO all the same, but not what Date.parse reads.
  const offset = zone.replace(/^(.\d\d):?(\d\d)$/, "$1:$2");
  return { kind: "instant", timeMs: Date.parse(`${day}T${time}${offset}`) };
}

function parseAgo(text: string): number | undefined {
  const [, amount, unit = "", rest = "0", restUnit = "s"] = AGO.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const msOf = (count: string, name: string): number =>
    Number(count) * (UNIT_MS[name.charAt(0).toLowerCase()] ?? 0);
  return msOf(amount, unit) + msOf(rest, restUnit);
}

/** Letters, and none of the marks with which people begin an exact form. */
const WORDS = /\p{L}|^\d{1,2}(?::\d\d)+$/u;

/**
 * Reads a moment in any form that people use, or `undefined` if it is none. The library for words is
 * loaded when no exact form fits.
 */
export async function readTime(text: string): Promise<TypedTime | undefined> {
  const strict = parseTime(text);
  if (strict !== undefined || !WORDS.test(text)) return strict;
  const { readHumanTime } = await import("./human-time.ts");
  const read = (context: TimeContext): HumanTime | undefined => readHumanTime(text, context);
  return read(ANY_MOMENT) === undefined ? undefined : { kind: "words", read };
}

/** Whether words say a whole day. */
export function saysDay({ read }: Extract<TypedTime, { kind: "words" }>): boolean {
  return read(ANY_MOMENT)?.time.kind === "day";
}

/** What a typed moment is resolved with. */
export interface TimeContext {
  /** The days and clocks in which the moment was meant. */
  readonly calendar: Calendar;
  readonly nowMs: number;
  /** Where the range begins that a moment ends. */
  readonly sinceMs?: number | undefined;
}

/** Whether words say a moment does not depend on when they are said, but for a leap day. */
const ANY_MOMENT: TimeContext = {
  calendar: {
    timeZone: "UTC",
    dayOf: () => "2024-02-29" as CalendarDay,
    startOfDay: (day) => Date.parse(day),
  },
  nowMs: Date.parse("2024-02-29T12:00:00.000Z"),
};

/**
 * The first instant of a range that begins (`"since"`), or the first one after a range that ends
 * (`"until"`), with a typed moment: a day counts whole. A clock time that comes twice when clocks go
 * back widens the range. Of moments that come again and again the last one that has been is meant, or
 * the next after the range's begin.
 */
export function resolveTime(
  typed: TypedTime,
  edge: "since" | "until",
  context: TimeContext,
): number {
  if (typed.kind !== "words") return resolveStrict(typed, edge, context);
  const human = typed.read(context);
  if (human === undefined) return context.nowMs;
  return resolveHuman(human, edge, context);
}

function resolveHuman(
  { time, every }: HumanTime,
  edge: "since" | "until",
  context: TimeContext,
): number {
  if (every === undefined) return resolveStrict(time, edge, context);
  const hasBegun = resolveStrict(time, "since", context) <= context.nowMs;
  const last = hasBegun ? time : moved(time, every, -1);
  const lastMs = resolveStrict(last, edge, context);
  if (edge === "since" || context.sinceMs === undefined || lastMs > context.sinceMs) return lastMs;
  return resolveStrict(moved(last, every, 1), edge, context);
}

function moved(
  time: StrictTime,
  every: NonNullable<HumanTime["every"]>,
  count: 1 | -1,
): StrictTime {
  if (time.kind === "wall") return { kind: "wall", wallMs: movedWall(time.wallMs, every, count) };
  if (time.kind !== "day") return time;
  const date = new Date(movedWall(Date.parse(time.day), every, count));
  return { kind: "day", day: date.toISOString().slice(0, 10) as CalendarDay };
}

function movedWall(wallMs: number, every: NonNullable<HumanTime["every"]>, count: 1 | -1): number {
  const date = new Date(wallMs);
  if (every === "year") return date.setUTCFullYear(date.getUTCFullYear() + count);
  return date.setUTCDate(date.getUTCDate() + count * (every === "week" ? 7 : 1));
}

function resolveStrict(
  typed: StrictTime,
  edge: "since" | "until",
  { calendar, nowMs }: TimeContext,
): number {
  switch (typed.kind) {
    case "day":
      return calendar.startOfDay(edge === "since" ? typed.day : addDays(typed.day, 1));
    case "wall":
      return instantOf(typed.wallMs, calendar.timeZone, edge === "since" ? "first" : "last");
    case "instant":
      return typed.timeMs;
    case "ago":
      return nowMs - typed.agoMs;
  }
}
