import {
  describeValue,
  DIRECTIONS,
  findOptionIssues,
  isCalendarDay,
  isLevel,
  isMessageState,
  LEVELS,
  LOG_KINDS,
  MESSAGE_STATES,
  optionIssuesError,
  parseDirection,
  type CalendarDay,
  type Direction,
  type LogKind,
  type MessageState,
  type OptionIssue,
  type OptionRule,
  type OptionRules,
} from "@org/log-core";
import type { QueryReport } from "../report.ts";
import type { QueryConditions } from "./conditions.ts";
import { parseCursor, type CursorPosition } from "./cursor.ts";
import type { DeliveryCondition } from "./delivery-condition.ts";
import { hasCapital } from "./letter-case.ts";
import type { LogQuery, ResultOrder, TimeInput } from "./log-query.ts";
import { isPhonePattern, phoneCondition } from "./phone-condition.ts";
import { regexCondition, regexProblem } from "./regex-condition.ts";
import { isDayCount, isTimeInput, TIME_INPUT_EXPECTED, type TimeFields } from "./time-range.ts";
import { readWhere, type WhereCondition } from "./where-condition.ts";

/** A query that was found valid, with every default filled in. */
export interface ResolvedQuery {
  /** As given: who else a phone is depends on the folder's aliases. */
  readonly conditions: QueryConditions;
  /** Whether phones stand for themselves and not for their persons. */
  readonly exact: boolean;
  readonly logs: readonly LogKind[];
  /** Still as given: what a day is depends on the folder's zone. */
  readonly time: TimeFields;
  readonly limit: number;
  readonly order: ResultOrder;
  /** What has to have become of a message; what lines it takes to tell is yet to be found out. */
  readonly states: readonly MessageState[] | undefined;
  readonly joinsStatuses: boolean;
  /** What context has to be; `undefined` if every entry near a match is. */
  readonly contextDelivery: DeliveryCondition | undefined;
  /** Lines of context around each match. */
  readonly before: number;
  readonly after: number;
  readonly cursor: CursorPosition | undefined;
  readonly parsesEveryLine: boolean;
  readonly onReport: ((report: QueryReport) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The fields that take one value or several, and what one of them may be. */
const LIST_RULES = {
  phone: {
    expected: "a phone number or WhatsApp id, a beginning such as 39*, or several",
    accepts: isPhonePattern,
  },
  log: {
    expected: `one or several of ${LOG_KINDS.join(", ")}`,
    accepts: (value) => (LOG_KINDS as readonly unknown[]).includes(value),
  },
  direction: {
    expected: `one or several of ${DIRECTIONS.join(", ")}`,
    accepts: (value) => parseDirection(value) !== undefined,
  },
  type: { expected: "a text or several", accepts: isText },
  status: {
    expected: `one or several of ${MESSAGE_STATES.join(", ")}`,
    accepts: isMessageState,
  },
  text: { expected: "a text or several", accepts: isText },
  where: {
    expected: "one or several conditions such as data.status=failed",
    accepts: isText,
  },
} as const satisfies Record<string, OptionRule>;

const ORDERS: readonly unknown[] = ["asc", "desc", "none"] satisfies ResultOrder[];

/** For fields that are switches. */
export const BOOLEAN_RULE: OptionRule = {
  expected: "true or false",
  accepts: (value) => typeof value === "boolean",
};

/** More is a story to be read by itself, with the phone's own query. */
const MAX_CONTEXT = 1000;
const CONTEXT_RULE: OptionRule = {
  expected: `a whole number from 0 to ${MAX_CONTEXT}`,
  accepts: (value) =>
    Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= MAX_CONTEXT,
};

const RULES: OptionRules<LogQuery> = {
  ...LIST_RULES,
  days: { expected: "a number of days above 0, at most 36500", accepts: isDayCount },
  since: { expected: TIME_INPUT_EXPECTED, accepts: isTimeInput },
  until: { expected: TIME_INPUT_EXPECTED, accepts: isTimeInput },
  minLevel: { expected: `one of ${LEVELS.join(", ")}`, accepts: isLevel },
  // Judged by itself, so that the message can say what is wrong with it.
  regex: { expected: "a regular expression or its source", accepts: () => true },
  exact: BOOLEAN_RULE,
  ignoreCase: BOOLEAN_RULE,
  joinStatuses: BOOLEAN_RULE,
  before: CONTEXT_RULE,
  after: CONTEXT_RULE,
  cursor: {
    expected: "a cursor as it was given for an entry",
    accepts: (value) => isText(value) && parseCursor(value) !== undefined,
  },
  limit: {
    expected: "a whole number above 0",
    accepts: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  },
  order: { expected: "asc, desc or none", accepts: (value) => ORDERS.includes(value) },
  parseEveryLine: BOOLEAN_RULE,
  onReport: { expected: "a function", accepts: (value) => typeof value === "function" },
  signal: { expected: "an AbortSignal", accepts: (value) => value instanceof AbortSignal },
};

/** The fields that a query may have, and which logs it reads if it names none. */
export interface QueryShape {
  readonly fields: readonly (keyof LogQuery)[];
  readonly logs: readonly LogKind[];
  /** Fields besides those of a {@link LogQuery}: they are checked with the others, and left alone. */
  readonly extra?: Readonly<Record<string, OptionRule>>;
}

/**
 * Checks a query and fills in its defaults.
 * @param argument - A field that the caller takes as an argument of its own; it is not optional.
 * @throws {LogError} `LOG_QUERY_INVALID`, with everything that is wrong with it
 */
export function resolveQuery(
  query: LogQuery,
  shape: QueryShape,
  argument: Pick<LogQuery, "phone"> | Pick<LogQuery, "text"> = {},
): ResolvedQuery {
  const rules = {
    ...Object.fromEntries(shape.fields.map((field) => [field, RULES[field]])),
    ...shape.extra,
  };
  const issues = [
    ...argumentIssues(argument),
    ...fieldIssues(query, rules),
    ...timeIssues(query),
    ...contentIssues(query),
  ];
  if (issues.length > 0) throw optionIssuesError("LOG_QUERY_INVALID", "The query", issues);
  return readQuery({ ...query, ...argument }, shape);
}

function readQuery(query: LogQuery, shape: QueryShape): ResolvedQuery {
  const { days, since, until, limit = Infinity, onReport, signal } = query;
  const { before = 0, after = 0, order = "asc", cursor } = query;
  const hasContext = before > 0 || after > 0;
  return Object.freeze({
    conditions: readConditions(query),
    exact: query.exact ?? false,
    logs: sortedLogs(listOf(query.log), shape.logs),
    time: Object.freeze({ days, since, until }),
    limit,
    order: hasContext && order === "none" ? "asc" : order,
    before,
    after,
    cursor: cursor === undefined ? undefined : parseCursor(cursor),
    states: unique(listOf(query.status)),
    joinsStatuses: query.joinStatuses ?? false,
    contextDelivery: undefined,
    parsesEveryLine: query.parseEveryLine ?? false,
    onReport,
    signal,
  });
}

function readConditions(query: LogQuery): QueryConditions {
  const { phone, direction, type, minLevel, regex, ignoreCase } = query;
  const texts = listOf(query.text) ?? [];
  return Object.freeze({
    phones: phone === undefined ? undefined : phoneCondition(listOf(phone) ?? []),
    directions: unique(listOf(direction)?.map((one) => one.toUpperCase() as Direction)),
    types: unique(listOf(type)),
    minLevel,
    texts: texts
      .filter((text) => text !== "")
      .map((text) => ({ text, ignoreCase: ignoreCase ?? !hasCapital(text) })),
    regex: regex === undefined ? undefined : regexCondition(regex, ignoreCase),
    where: (listOf(query.where) ?? []).flatMap((text): WhereCondition[] => {
      const read = readWhere(text, ignoreCase);
      return "condition" in read ? [read.condition] : [];
    }),
  });
}

function argumentIssues(argument: LogQuery): OptionIssue[] {
  const missing = Object.entries(argument).filter(([, value]) => value === undefined);
  return [
    ...missing.map(([option]) => ({ option, message: "must be given, but it is undefined" })),
    ...fieldIssues(argument, RULES),
  ];
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

/** What is wrong with the fields that are little languages of their own. */
function contentIssues(query: LogQuery): OptionIssue[] {
  if (typeof query !== "object" || query === null) return [];
  const { regex, where, cursor, order } = query;
  const problem = regex === undefined ? undefined : regexProblem(regex);
  const conditions: readonly unknown[] = Array.isArray(where) ? where : [where];
  return [
    ...(cursor !== undefined && order === "none"
      ? [{ option: "cursor", message: "needs an order to go on in, asc or desc, but it is none" }]
      : []),
    ...(problem === undefined
      ? []
      : [{ option: "regex", message: `must be ${problem}, but it is ${describeValue(regex)}` }]),
    ...conditions.filter(isText).flatMap((text) => {
      const read = readWhere(text);
      const message = "problem" in read ? `${describeValue(text)} ${read.problem}` : undefined;
      return message === undefined ? [] : [{ option: "where", message }];
    }),
  ];
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

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function listOf<Value extends string>(
  given: Value | readonly Value[] | undefined,
): readonly Value[] | undefined {
  return typeof given === "string" ? [given] : given;
}

function unique<Value>(values: readonly Value[] | undefined): readonly Value[] | undefined {
  return values && [...new Set(values)];
}

function sortedLogs(
  given: readonly LogKind[] | undefined,
  otherwise: readonly LogKind[],
): readonly LogKind[] {
  return given === undefined ? otherwise : LOG_KINDS.filter((log) => given.includes(log));
}
