import type { LogKind } from "@org/log-core";
import type { Filter } from "../filter/filter.ts";
import type { LineFilter } from "../filter/line-filter.ts";
import type { ResultOrder } from "../query/log-query.ts";
import type { DayRange } from "./day-range.ts";
import type { FileSelection } from "./file-selection.ts";

/** What is known of a query before the first file is opened. */
export interface PlannedQuery {
  readonly days: DayRange;
  readonly timeZone: string;
  readonly selection: FileSelection;
  readonly filters: readonly Filter[];
  readonly byLog: ReadonlyMap<LogKind, LineFilter>;
  readonly order: ResultOrder;
  readonly limit: number;
}

/** A plan for people to read, a sentence per step, in the order of the steps. */
export function planText(plan: PlannedQuery): string[] {
  const asked = plan.filters.map(({ text }) => text).filter((text) => text !== "");
  return [
    `query: ${asked.length === 0 ? "everything" : asked.join(" and ")}`,
    `days: ${daysText(plan)}`,
    `files: ${plan.selection.names().join(", ")}`,
    ...[...plan.byLog].map(([log, filter]) => `lines of ${log}: ${linesText(filter)}`),
    `order: ${plan.order}${plan.limit === Infinity ? "" : `, at most ${plan.limit}`}`,
  ];
}

function daysText({ days: { first, last }, timeZone }: PlannedQuery): string {
  if (first === undefined && last === undefined) return "there are none";
  return `${first ?? "the first"} to ${last ?? "the last"} in ${timeZone}`;
}

function linesText(filter: LineFilter): string {
  if (filter.parsesEveryLine) return "every one is parsed";
  const [rarest, ...others] = filter.needles;
  if (rarest !== undefined) {
    const also =
      others.length === 0 ? "" : `, then ${others.map(({ text }) => text).join(", then ")}`;
    return `searched for ${rarest.text}${also}; those that hold it are parsed`;
  }
  return filter.judgesContent
    ? "judged by level and time; the others are parsed"
    : "judged by level and time alone";
}
