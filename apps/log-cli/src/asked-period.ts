import {
  isCalendarDay,
  LogError,
  MAX_RETENTION_DAYS,
  MAX_TIME_MS,
  MIN_TIME_MS,
} from "@org/log-core";
import { valueOf, type CommandLine } from "./command-line.ts";
import { readCount } from "./flag-values.ts";
import type { FlagName } from "./flags.ts";
import type { Problems } from "./problems.ts";
import {
  ACCEPTED_TIMES,
  parseTime,
  resolveTime,
  type TimeContext,
  type TypedTime,
} from "./time-input.ts";
import { quoteTyped } from "./typed.ts";

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
export function readPeriod(line: CommandLine, problems: Problems): AskedPeriod {
  const kinds = [given(line, ["days"]), given(line, ["since", "until"]), given(line, ["on"])];
  const used = kinds.filter((kind) => kind.length > 0);
  if (used.length > 1) {
    problems.add(`${used.flat().join(" and ")} exclude each other: give one of them`);
  }
  const days = readCount(line, "days", problems, MAX_RETENTION_DAYS);
  const on = readDay(line, "on", problems);
  const since = readTime(line, "since", problems);
  const until = readTime(line, "until", problems);
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
  const until = asked.until && resolveTime(asked.until, "until", context);
  if (since !== undefined && until !== undefined && since >= until) {
    throw new LogError(
      "LOG_USAGE_INVALID",
      `--since must be before --until, but it is ${show(since)} and --until is ${show(until)}.`,
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

function readTime(line: CommandLine, flag: FlagName, problems: Problems): TypedTime | undefined {
  const text = valueOf(line, flag);
  if (text === undefined) return undefined;
  const time = parseTime(text.trim());
  if (time === undefined) {
    problems.add(`--${flag} must be ${ACCEPTED_TIMES}, but it is ${quoteTyped(text)}`);
  }
  return time;
}

function readDay(line: CommandLine, flag: FlagName, problems: Problems): TypedTime | undefined {
  const text = valueOf(line, flag);
  if (text === undefined) return undefined;
  if (isCalendarDay(text)) return { kind: "day", day: text };
  problems.add(
    `--${flag} must be a day that exists, such as 2026-11-23, but it is ${quoteTyped(text)}`,
  );
  return undefined;
}

function show(timeMs: number): string {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? "out of range" : date.toISOString();
}
