import {
  describeValue,
  DIRECTIONS,
  findOptionIssues,
  isCalendarDay,
  isLevel,
  LEVELS,
  LOG_KINDS,
  optionIssuesError,
  parseDirection,
  tryParsePhoneKey,
  type CalendarDay,
  type Direction,
  type LogKind,
  type LogLevel,
  type OptionIssue,
  type OptionRule,
  type OptionRules,
} from "@org/log-core";
import type { QueryReport } from "../report.ts";
import type { LogQuery, ResultOrder, TimeInput } from "./log-query.ts";
import { isDayCount, isTimeInput, TIME_INPUT_EXPECTED, type TimeFields } from "./time-range.ts";

/** A query that was found valid, with every default filled in. */
export interface ResolvedQuery {
  /** Phone keys; `undefined` for all. */
  readonly phones: ReadonlySet<string> | undefined;
  readonly logs: readonly LogKind[];
  /** Still as given: what a day is depends on the folder's zone. */
  readonly time: TimeFields;
  readonly directions: ReadonlySet<Direction> | undefined;
  readonly types: ReadonlySet<string> | undefined;
  readonly minLevel: LogLevel | undefined;
  /** `undefined` also where an empty text was given: both fit everything. */
  readonly text: string | undefined;
  readonly limit: number;
  readonly order: ResultOrder;
  readonly onReport: ((report: QueryReport) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The fields that take one value or several, and what one of them may be. */
const LIST_RULES = {
  phone: {
    expected: "a phone number or WhatsApp id, or several",
    accepts: (value) => typeof value === "string" && tryParsePhoneKey(value) !== undefined,
  },
  log: {
    expected: `one or several of ${LOG_KINDS.join(", ")}`,
    accepts: (value) => (LOG_KINDS as readonly unknown[]).includes(value),
  },
  direction: {
    expected: `one or several of ${DIRECTIONS.join(", ")}`,
    accepts: (value) => parseDirection(value) !== undefined,
  },
  type: { expected: "a text or several", accepts: (value) => typeof value === "string" },
} as const satisfies Record<string, OptionRule>;

const ORDERS: readonly unknown[] = ["asc", "desc", "none"] satisfies ResultOrder[];

const RULES: OptionRules<LogQuery> = {
  ...LIST_RULES,
  days: { expected: "a number of days above 0, at most 36500", accepts: isDayCount },
  since: { expected: TIME_INPUT_EXPECTED, accepts: isTimeInput },
  until: { expected: TIME_INPUT_EXPECTED, accepts: isTimeInput },
  minLevel: { expected: `one of ${LEVELS.join(", ")}`, accepts: isLevel },
  text: { expected: "a text", accepts: (value) => typeof value === "string" },
  limit: {
    expected: "a whole number above 0",
    accepts: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  },
  order: { expected: "asc, desc or none", accepts: (value) => ORDERS.includes(value) },
  onReport: { expected: "a function", accepts: (value) => typeof value === "function" },
  signal: { expected: "an AbortSignal", accepts: (value) => value instanceof AbortSignal },
};

/** The fields that a query may have, and which logs it reads if it names none. */
export interface QueryShape {
  readonly fields: readonly (keyof LogQuery)[];
  readonly logs: readonly LogKind[];
}

/**
 * Checks a query and fills in its defaults.
 * @throws {LogError} `LOG_QUERY_INVALID`, with everything that is wrong with it
 */
export function resolveQuery(query: LogQuery, shape: QueryShape): ResolvedQuery {
  const rules = Object.fromEntries(shape.fields.map((field) => [field, RULES[field]]));
  const issues = [...fieldIssues(query, rules), ...timeIssues(query)];
  if (issues.length > 0) throw optionIssuesError("LOG_QUERY_INVALID", "The query", issues);
  const { days, since, until, limit = Infinity, order = "asc", signal } = query;
  return Object.freeze({
    phones: setOf(query.phone, (phone) => tryParsePhoneKey(phone) ?? phone),
    logs: sortedLogs(
      setOf(query.log, (log) => log),
      shape.logs,
    ),
    time: Object.freeze({ days, since, until }),
    directions: setOf(query.direction, (direction) => direction.toUpperCase() as Direction),
    types: setOf(query.type, (type) => type),
    minLevel: query.minLevel,
    text: query.text === "" ? undefined : query.text,
    limit,
    order,
    onReport: query.onReport,
    signal,
  });
}

/** What is wrong with the fields one by one; of several values, each is judged by itself. */
function fieldIssues(query: LogQuery, rules: Record<string, OptionRule>): OptionIssue[] {
  const isObject = typeof query === "object" && query !== null && !Array.isArray(query);
  if (!isObject) return findOptionIssues(query, rules);
  return Object.entries(query).flatMap(([field, value]) => {
    const isList = Object.hasOwn(LIST_RULES, field) && Array.isArray(value) && value.length > 0;
    const values: readonly unknown[] = isList ? (value as unknown[]) : [value];
    return values.flatMap((one) => findOptionIssues({ [field]: one }, rules));
  });
}

function timeIssues(query: LogQuery): OptionIssue[] {
  if (typeof query !== "object" || query === null) return [];
  const { days, since, until } = query;
  if (days !== undefined && (since !== undefined || until !== undefined)) {
    const message = "ends now, so it cannot be given together with since or until";
    return [{ option: "days", message }];
  }
  return isBackwards(since, until)
    ? [{ option: "until", message: `must be after since, but it is ${describeValue(until)}` }]
    : [];
}

/** Whether both ends are comparable without a zone and the end is not after the start. */
function isBackwards(since: unknown, until: unknown): boolean {
  if (!isTimeInput(since) || !isTimeInput(until)) return false;
  if (isDay(since) && isDay(until)) return since >= until;
  return !isDay(since) && !isDay(until) && new Date(since) >= new Date(until);
}

function isDay(value: TimeInput): value is CalendarDay {
  return typeof value === "string" && isCalendarDay(value);
}

function setOf<Input extends string, Value>(
  given: Input | readonly Input[] | undefined,
  read: (input: Input) => Value,
): ReadonlySet<Value> | undefined {
  if (given === undefined) return undefined;
  return new Set((typeof given === "string" ? [given] : given).map(read));
}

function sortedLogs(
  given: ReadonlySet<LogKind> | undefined,
  otherwise: readonly LogKind[],
): readonly LogKind[] {
  return given === undefined ? otherwise : LOG_KINDS.filter((log) => given.has(log));
}
