import type { LogKind } from "@org/log-core";
import { filtersOf, joinFilters, type LineFilter } from "../filter/line-filter.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import type { QueryConditions } from "../query/conditions.ts";
import type { TimeRange } from "../query/time-range.ts";

/** What {@link FollowedFilters} are made for. */
export interface FollowedQuery {
  readonly logs: readonly LogKind[];
  readonly parsesEveryLine: boolean;
}

const EVER: TimeRange = { sinceMs: -Infinity, untilMs: Infinity };

/** What lines have to be to be given, also in files of ids that turn out to be a followed person's. */
export class FollowedFilters {
  readonly #query: FollowedQuery;
  readonly #ownKeys: ReadonlySet<string>;
  #lateKeys: ReadonlySet<string> = new Set();
  readonly #beganAtMs: number;
  #own: ReadonlyMap<LogKind, LineFilter>;
  #late: ReadonlyMap<LogKind, LineFilter>;

  /** @param beganAtMs - When following began: of files that are found late, what is older is not new. */
  constructor(query: FollowedQuery, conditions: QueryConditions, beganAtMs: number) {
    this.#query = query;
    this.#ownKeys = new Set(conditions.phones?.keys);
    this.#beganAtMs = beganAtMs;
    this.#own = this.#join(conditions, EVER);
    this.#late = this.#own;
  }

  /** Takes the conditions with the ids that are known now. */
  update(conditions: QueryConditions): void {
    const keys = conditions.phones?.keys ?? [];
    this.#lateKeys = new Set(keys.filter((key) => !this.#ownKeys.has(key)));
    this.#own = this.#join(conditions, EVER);
    this.#late = this.#join(conditions, { ...EVER, sinceMs: this.#beganAtMs });
  }

  /** The filter for a file's lines; `undefined` if its log is not followed. */
  of({ log, key }: PlannedFile): LineFilter | undefined {
    return (this.#lateKeys.has(key) ? this.#late : this.#own).get(log);
  }

  #join(conditions: QueryConditions, time: TimeRange): ReadonlyMap<LogKind, LineFilter> {
    const { logs, parsesEveryLine } = this.#query;
    const filters = filtersOf(conditions, time);
    return new Map(logs.map((log) => [log, joinFilters(filters, log, { parsesEveryLine })]));
  }
}
