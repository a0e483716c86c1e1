import {
  LOG_KINDS,
  parseDirection,
  type Direction,
  type LogKind,
  type LogLevel,
  type PhoneKey,
} from "@org/log-core";
import type { GetQuery } from "@org/log-reader";
import { readPeriod, resolvePeriod, type AskedPeriod } from "./asked-period.ts";
import type { CommandLine } from "./command-line.ts";
import {
  oneOf,
  readCount,
  readList,
  readMinLevel,
  readPhone,
  readTimeZone,
} from "./flag-values.ts";
import type { Problems } from "./problems.ts";
import type { TimeContext } from "./time-input.ts";

/** What a command line asks for, checked, but not yet tied to a folder and its zone. */
export interface AskedQuery {
  readonly phones: readonly PhoneKey[];
  readonly logs: readonly LogKind[];
  readonly directions: readonly Direction[];
  readonly types: readonly string[];
  readonly minLevel: LogLevel | undefined;
  readonly limit: number | undefined;
  readonly timeZone: string | undefined;
  readonly period: AskedPeriod;
}

/** Reads the options that commands which read have in common. Each thing wrong is a problem of its own. */
export async function readAskedQuery(line: CommandLine, problems: Problems): Promise<AskedQuery> {
  return {
    phones: readList(line, "phone", problems, (text) => readPhone(text, problems)),
    logs: readList(line, "log", problems, (text) => oneOf(text, LOG_KINDS)),
    directions: readList(line, "direction", problems, parseDirection),
    types: readList(line, "type", problems, (text) => (text === "" ? undefined : text)),
    minLevel: readMinLevel(line, problems),
    limit: readCount(line, "limit", problems),
    timeZone: readTimeZone(line, problems),
    period: await readPeriod(line, problems),
  };
}

/** Whether anything but the period narrows what is asked for. */
export function hasFilters(asked: AskedQuery): boolean {
  return (
    [asked.phones, asked.logs, asked.directions, asked.types].some((list) => list.length > 0) ||
    asked.minLevel !== undefined
  );
}

/** A list as the reader takes it: an empty one would fit nothing. */
export function given<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Ties what is asked for, but for the phones, to a zone and the present moment, for the reader. */
export function toQuery(asked: AskedQuery, context: TimeContext): GetQuery {
  return {
    ...resolvePeriod(asked.period, context),
    log: given(asked.logs),
    direction: given(asked.directions),
    type: given(asked.types),
    minLevel: asked.minLevel,
    limit: asked.limit,
  };
}
