import { LogError, MAX_RETENTION_DAYS, MAX_TIME_MS, MIN_TIME_MS } from "@org/log-core";
import { valueOf, type CommandLine } from "./command-line.ts";
import { readCount } from "./flag-values.ts";
import type { FlagName } from "./flags.ts";
import type { Problems } from "./problems.ts";
import {
  ACCEPTED_TIMES,
  readTime,
  resolveTime,
  saysDay,
  type TimeContext,
  type TypedTime,
} from "./time-input.ts";
import { quoteTyped } from "./typed.ts";
import { wallTimeAt } from "./zoned-time.ts";

/** The period a command line asks for; without `days`, `since` and `until` it is everything. */
export interface AskedPeriod {
  readonly days?: number | undefined;
  readonly since?: TypedTime | undefined;
  readonly until?: TypedTime | undefined;
}

/** A period as the reader takes it: `until` is the first moment that no longer belongs to it. */
export interface Period {
  readonly days?: number;
  readonly since?: number;
  readonly until?: number;
}

/** Reads `--days`, `--since`, `--until` and `--on`, of which one kind may be given. */
export async function readPeriod(line: CommandLine, problems: Problems): Promise<AskedPeriod> {
  const kinds = [given(line, ["days"]), given(line, ["since", "until"]), given(line, ["on"])];
  const used = kinds.filter((kind) => kind.length > 0);
  if (used.length > 1) {
    problems.add(`${used.flat().join(" and ")} exclude each other: give one of them`);
  }
  const days = readCount(line, "days", problems, MAX_RETENTION_DAYS);
  const on = await readDay(line, problems);
  const since = await readMoment(line, "since", problems);
  const until = await readMoment(line, "until", problems);
  if (used.length === 0) return { days: line.defaultDays };
  return { days, since: since ?? on, until: until ?? on };
}

/**
 * Ties a period to a zone and the present moment.
 * @throws {LogError} `LOG_USAGE_INVALID` if it ends before it begins
 */
export function resolvePeriod(asked: AskedPeriod, context: TimeContext): Period {
  if (asked.days !== undefined) return { days: asked.days };
  const since = asked.since && resolveTime(asked.since, "since", context);
  const until = asked.until && resolveTime(asked.until, "until", { ...context, sinceMs: since });
  if (since !== undefined && until !== undefined && since >= until) {
    const { timeZone } = context.calendar;
    throw new LogError(
      "LOG_USAGE_INVALID",
      `--since must be before --until, but it is ${show(since, timeZone)} and --until is ` +
        `${show(until, timeZone)}.`,
    );
  }
  return {
    ...(since !== undefined && since > MIN_TIME_MS && { since: loggable(since) }),
    ...(until !== undefined && until < MAX_TIME_MS && { until: loggable(until) }),
  };
}

/** The nearest moment that an entry can have: before and after that there is nothing to find. */
function loggable(timeMs: number): number {
  return Math.min(Math.max(timeMs, MIN_TIME_MS), MAX_TIME_MS);
}

function given(line: CommandLine, flags: readonly FlagName[]): string[] {
  return flags.filter((flag) => line.values.has(flag)).map((flag) => `--${flag}`);
}

async function readMoment(
  line: CommandLine,
  flag: FlagName,
  problems: Problems,
): Promise<TypedTime | undefined> {
  const text = valueOf(line, flag);
  if (text === undefined) return undefined;
  const time = await readTime(text.trim());
  if (time === undefined) {
    problems.add(
      `--${flag} must be ${ACCEPTED_TIMES}, but it is ${quoteTyped(text)}${whyUnclear(text)}`,
    );
  }
  return time;
}

/** Words that say a longer time than a day. */
const LONGER = /\b(?:week|month|year)s?\b/i;

async function readDay(line: CommandLine, problems: Problems): Promise<TypedTime | undefined> {
  const text = valueOf(line, "on")?.trim();
  if (text === undefined) return undefined;
  const time = LONGER.test(text) ? undefined : await readTime(text);
  if (time?.kind === "day" || (time?.kind === "words" && saysDay(time))) return time;
  problems.add(
    `--on must be a day that exists, such as 2026-11-23, yesterday or "last tuesday", ` +
      `but it is ${quoteTyped(text)}${whyUnclear(text)}`,
  );
  return undefined;
}

/** `03/04`, `3.4.26`: in some countries the month comes first, in others the day. */
const NUMBERS_ONLY = /(?:^|\s)\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{2}|\d{4}))?(?=$|\s)/;

function whyUnclear(text: string): string {
  return NUMBERS_ONLY.test(text)
    ? ", where day and month cannot be told apart: name the month (4 Mar)"
    : "";
}

/** A moment as the clocks of a zone show it. */
function show(timeMs: number, timeZone: string): string {
  const date = new Date(wallTimeAt(loggable(timeMs), timeZone));
  return `${date.toISOString().slice(0, 16).replace("T", " ")} (${timeZone})`;
}
