import { addDays, isCalendarDay, type Calendar, type CalendarDay } from "@org/log-core";
import { instantOf } from "./zoned-time.ts";

/** A moment as it was typed, before the zone is known in which it counts. */
export type TypedTime =
  | { readonly kind: "day"; readonly day: CalendarDay }
  /** What a clock on the wall shows, as ms on the axis of UTC. */
  | { readonly kind: "wall"; readonly wallMs: number }
  | { readonly kind: "instant"; readonly timeMs: number }
  | { readonly kind: "ago"; readonly agoMs: number };

/** What {@link parseTime} accepts, for messages: completes "must be …". */
export const ACCEPTED_TIMES: string =
  "a day that exists (2026-11-23), a day and time (2026-11-23T18:00, with or without Z or +01:00) " +
  "or how long ago (30m, 2h, 3d, 1w)";

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};
const AGO = /^-?(\d{1,6}(?:\.\d{1,3})?)\s?([smhdw])$/;
const DAY_AND_TIME =
  /^(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?)(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;

/** Reads a moment as it is typed, or `undefined` if it is none. */
export function parseTime(text: string): TypedTime | undefined {
  if (isCalendarDay(text)) return { kind: "day", day: text };
  const [, amount, unit = ""] = AGO.exec(text) ?? [];
  if (amount !== undefined) return { kind: "ago", agoMs: Number(amount) * (UNIT_MS[unit] ?? 0) };
  const [, day = "", time = "", zone] = DAY_AND_TIME.exec(text) ?? [];
  if (!isCalendarDay(day)) return undefined;
  if (zone === undefined) return { kind: "wall", wallMs: Date.parse(`${day}T${time}Z`) };
  // Without its colon, an offset is ISO all the same, but not what Date.parse reads.
  const offset = zone.replace(/^(.\d\d):?(\d\d)$/, "$1:$2");
  return { kind: "instant", timeMs: Date.parse(`${day}T${time}${offset}`) };
}

/** What a typed moment is resolved with. */
export interface TimeContext {
  /** The days and clocks in which the moment was meant. */
  readonly calendar: Calendar;
  readonly nowMs: number;
}

/**
 * The first instant of a range that begins (`"since"`), or the first one after a range that ends
 * (`"until"`), with a typed moment: a day counts whole. A clock time that comes twice when clocks go
 * back widens the range.
 */
export function resolveTime(
  typed: TypedTime,
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
