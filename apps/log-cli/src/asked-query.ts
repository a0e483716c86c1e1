import {
  LOG_KINDS,
  MESSAGE_STATES,
  parseDirection,
  type Direction,
  type LogKind,
  type LogLevel,
  type MessageState,
} from "@org/log-core";
import type { GetQuery } from "@org/log-reader";
import { readPeriod, resolvePeriod, type AskedPeriod } from "./asked-period.ts";
import { valueOf, type CommandLine } from "./command-line.ts";
import {
  oneOf,
  readCount,
  readExplain,
  readList,
  readMinLevel,
  readPhonePattern,
  readTimeZone,
} from "./flag-values.ts";
import type { Problems } from "./problems.ts";
import type { TimeContext } from "./time-input.ts";

/** What is said of a query: what it cost, or, with every line parsed, also what is damaged. */
export type Explain = "cost" | "full";

/** What a command line asks for, checked, but not yet tied to a folder and its zone. */
export interface AskedQuery {
  /** Keys, or what keys begin with: `39*`. */
  readonly phones: readonly string[];
  /** Whether phones stand for themselves and not for their persons. */
  readonly exact: true | undefined;
  readonly logs: readonly LogKind[];
  readonly directions: readonly Direction[];
  readonly types: readonly string[];
  /** What has become of messages that the bot sent. */
  readonly states: readonly MessageState[];
  /** Texts that must be there, beside those a command takes as words. */
  readonly texts: readonly string[];
  readonly regex: string | undefined;
  readonly ignoreCase: true | undefined;
  readonly where: readonly string[];
  readonly minLevel: LogLevel | undefined;
  /** Entries of the same phone around each found one. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly explain: Explain | undefined;
  readonly limit: number | undefined;
  readonly newestFirst: boolean;
  readonly timeZone: string | undefined;
  readonly period: AskedPeriod;
}

/** Reads the options that commands which read have in common. Each thing wrong is a problem of its own. */
export async function readAskedQuery(line: CommandLine, problems: Problems): Promise<AskedQuery> {
  const around = readCount(line, "context", problems);
  return {
    phones: readList(line, "phone", problems, (text) => readPhonePattern(text, problems)),
    exact: line.switches.has("exact") ? true : undefined,
    logs: readList(line, "log", problems, (text) => oneOf(text, LOG_KINDS)),
    directions: readList(line, "direction", problems, parseDirection),
    types: readList(line, "type", problems, (text) => (text === "" ? undefined : text)),
    states: readList(line, "status", problems, (text) => oneOf(text, MESSAGE_STATES)),
    texts: line.values.get("text") ?? [],
    regex: valueOf(line, "regex"),
    ignoreCase: line.switches.has("ignore-case") ? true : undefined,
    where: line.values.get("where") ?? [],
    minLevel: readMinLevel(line, problems),
    before: readCount(line, "before", problems) ?? around,
    after: readCount(line, "after", problems) ?? around,
    explain: readExplain(line, problems),
    limit: readCount(line, "limit", problems),
    newestFirst: line.switches.has("reverse"),
    timeZone: readTimeZone(line, problems),
    period: await readPeriod(line, problems),
  };
}

/** Whether anything but the period narrows what is asked for. */
export function hasFilters(asked: AskedQuery): boolean {
  return (
    [
      asked.phones,
      asked.logs,
      asked.directions,
      asked.types,
      asked.states,
      asked.texts,
      asked.where,
    ].some((list) => list.length > 0) ||
    asked.minLevel !== undefined ||
    asked.regex !== undefined
  );
}

/** A list as the reader takes it: an empty one would fit nothing. */
export function given<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** What entries must be like, but for their phone and their time, as the reader takes it. */
export type Conditions = Pick<
  GetQuery,
  | "exact"
  | "log"
  | "direction"
  | "type"
  | "status"
  | "text"
  | "regex"
  | "ignoreCase"
  | "where"
  | "minLevel"
>;

/** What is asked of the entries themselves. */
export function toConditions(asked: AskedQuery): Conditions {
  return {
    exact: asked.exact,
    log: given(asked.logs),
    direction: given(asked.directions),
    type: given(asked.types),
    status: given(asked.states),
    text: given(asked.texts),
    regex: asked.regex,
    ignoreCase: asked.ignoreCase,
    where: given(asked.where),
    minLevel: asked.minLevel,
  };
}

/** Ties what is asked for, but for the phones, to a zone and the present moment, for the reader. */
export function toQuery(asked: AskedQuery, context: TimeContext): GetQuery {
  return {
    ...resolvePeriod(asked.period, context),
    ...toConditions(asked),
    limit: asked.limit,
    order: asked.newestFirst ? "desc" : undefined,
    before: asked.before,
    after: asked.after,
    parseEveryLine: asked.explain === "full" ? true : undefined,
  };
}
