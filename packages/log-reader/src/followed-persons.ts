import { FollowedFilters } from "./follow/followed-filters.ts";
import { FileSelection } from "./plan/file-selection.ts";
import type { PhoneCondition } from "./query/phone-condition.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { UNNOTED, type FinderNotes } from "./source/file-finder.ts";
import { personConditions } from "./source/person-conditions.ts";

/** Aliases are read again at most so often: a folder may get many of people who are not followed. */
const REREAD_MS = 100;

/** Who is followed: the phones asked for, and the ids that are theirs or turn out to be. */
export class FollowedPersons {
  readonly #dir: string;
  readonly #query: ResolvedQuery;
  #filters: FollowedFilters;
  #phones: PhoneCondition | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(dir: string, query: ResolvedQuery) {
    this.#dir = dir;
    this.#query = query;
    this.#phones = query.conditions.phones;
    this.#filters = new FollowedFilters(query, query.conditions, Infinity);
  }

  /** What lines of the files have to be. */
  get filters(): FollowedFilters {
    return this.#filters;
  }

  /** Which files are followed. */
  get selection(): FileSelection {
    return new FileSelection(this.#query.logs, this.#phones);
  }

  /** Reads who is who, as following begins. */
  begin(nowMs: number, notes: FinderNotes): void {
    const conditions = personConditions(this.#dir, this.#query, notes);
    this.#phones = conditions.phones;
    this.#filters = new FollowedFilters(this.#query, conditions, nowMs);
  }

  /** Reads it again; whether more ids are followed than before. */
  refresh(): boolean {
    const conditions = personConditions(this.#dir, this.#query, UNNOTED);
    const known = new Set(this.#phones?.keys);
    if ((conditions.phones?.keys ?? []).every((key) => known.has(key))) return false;
    this.#phones = conditions.phones;
    this.#filters.update(conditions);
    return true;
  }

  /** Reads it again shortly, once for many changes; told if more ids are followed than before. */
  refreshSoon(onMore: () => void): void {
    if (this.#phones === undefined) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.refresh()) onMore();
    }, REREAD_MS).unref();
  }

  /** Ends what {@link refreshSoon} has begun. */
  close(): void {
    clearTimeout(this.#timer);
  }
}
