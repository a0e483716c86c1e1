import {
  isStatusEntry,
  LogError,
  messageStep,
  messageTimeMs,
  MIN_TIME_MS,
  type LogEntry,
} from "@org/log-core";
import { ASKED, DeliveryTable, MAX_MESSAGES, MESSAGE, NEAR } from "./delivery/delivery-table.ts";
import { deliveryStats, type DeliveryStats } from "./delivery/delivery-stats.ts";
import { setDelivery, type MessageDelivery } from "./delivery/message-delivery.ts";
import { idOf, isOnWay } from "./filter/delivery.ts";
import { NO_CONDITIONS, type QueryConditions } from "./query/conditions.ts";
import type { DeliveryCondition } from "./query/delivery-condition.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { resolveTimeRange, type TimeFields, type TimeRange } from "./query/time-range.ts";
import { PassCosts } from "./pass-costs.ts";
import { QueryRun, type QueryPlace } from "./query-run.ts";
import { readFolderSettings } from "./source/log-folder.ts";

/** Clocks of several hosts differ, and a platform may tell of a message before the bot logs it. */
const EARLY_MS = 86_400_000;

/**
 * Finds out what became of messages: reads the lines that tell of it, wherever they stand among the phones
 * of a query, from a day before its first moment up to now.
 */
export class DeliveryJoin {
  readonly table: DeliveryTable;
  readonly #place: QueryPlace;
  readonly #query: ResolvedQuery;
  readonly #costs = new PassCosts();
  /** When the query's own messages are. */
  readonly range: TimeRange;
  readonly #wideTime: TimeFields;
  #nameless = 0;

  constructor(
    place: QueryPlace,
    query: ResolvedQuery,
    table: DeliveryTable = new DeliveryTable("leave out"),
  ) {
    this.#place = place;
    this.#query = query;
    this.table = table;
    const calendar = place.calendarOf(readFolderSettings(place.dir).timeZone);
    this.range = resolveTimeRange(query.time, calendar, place.nowMs);
    this.#wideTime = wideTime(this.range);
  }

  /**
   * The query with what it takes to answer it: which messages are in the states that it asks for, or which
   * statuses are folded into their messages.
   * @throws {LogError} `LOG_QUERY_WIDE`
   */
  async resolve(): Promise<ResolvedQuery> {
    const delivery = await this.#condition();
    const logs = this.#query.logs.filter((log) => log === "whatsapp");
    return {
      ...this.#query,
      // What became of a message is told in one log.
      ...(delivery.fits === "state" ? { logs } : undefined),
      conditions: { ...this.#query.conditions, delivery },
      contextDelivery: this.#joinsContext
        ? { fits: "unfolded", table: this.table.data(), near: true }
        : undefined,
      onReport: this.#costs.onReport(this.#query.onReport, this.table.leftOut),
    };
  }

  /** Collects the messages that the query gives, and what became of them. */
  async collect(): Promise<void> {
    const { conditions, time } = this.#query;
    if (hasPhonesOnly(conditions)) {
      for await (const entry of this.#wide({ fits: "way" }))
        this.#take(entry, this.#isInRange(entry) ? ASKED : 0);
      return;
    }
    const asked = { ...conditions, delivery: { fits: "way" } as const };
    for await (const entry of this.#pass(asked, time)) this.#take(entry, ASKED);
    const known = { fits: "way of", table: this.table.data() } as const;
    for await (const entry of this.#wide(known)) this.#take(entry, 0);
  }

  /** Tells an entry of the query what became of it, if it is a message of the bot. */
  annotate(entry: LogEntry): void {
    if (!isOnWay(entry) || isStatusEntry(entry)) return;
    const delivery = this.#find(entry);
    if (delivery !== undefined) setDelivery(entry, delivery);
  }

  /** Whether the query asks for nothing but phones, so that statuses count without their message too. */
  get countsStatuses(): boolean {
    return hasPhonesOnly(this.#query.conditions);
  }

  async #condition(): Promise<Extract<DeliveryCondition, { fits: "state" | "unfolded" }>> {
    const { states } = this.#query;
    if (states === undefined) {
      await this.collect();
      await this.#collectNear();
      return { fits: "unfolded", table: this.table.data(), near: false };
    }
    for await (const entry of this.#wide({ fits: "says", states })) this.#take(entry, 0);
    if (this.table.count > 0) {
      const known = { fits: "way of", table: this.table.data() } as const;
      for await (const entry of this.#wide(known)) this.#take(entry, 0);
    }
    if (this.table.leftOut > 0) throw tooWide();
    await this.#collectNear();
    return { fits: "state", states, table: this.table.data() };
  }

  /** Whether what stands near matches is joined too. */
  get #joinsContext(): boolean {
    const { joinsStatuses, before, after } = this.#query;
    return joinsStatuses && (before > 0 || after > 0);
  }

  /** Collects the messages that may be shown as context, and what became of them. */
  async #collectNear(): Promise<void> {
    if (!this.#joinsContext) return;
    for await (const entry of this.#wide({ fits: "way" }))
      this.#take(entry, this.#isInRange(entry) ? NEAR : 0);
  }

  /** Notes what an entry tells of the message with its id. */
  #take(entry: LogEntry, mark: typeof ASKED | typeof NEAR | 0): void {
    const isStatus = isStatusEntry(entry);
    const id = idOf(entry) ?? (mark === ASKED && !isStatus ? this.#namelessId() : undefined);
    if (id === undefined) return;
    const step = messageStep(entry);
    if (step !== undefined) this.table.add(id, step);
    if (!isStatus) this.table.mark(id, MESSAGE | mark, messageTimeMs(entry));
  }

  /** Of a message that was refused nothing else is told: it is counted by itself. */
  #namelessId(): string {
    this.#nameless += 1;
    return `\0${this.#nameless}`;
  }

  #find(entry: LogEntry): MessageDelivery | undefined {
    const id = idOf(entry);
    const joined = id === undefined ? undefined : this.table.find(id);
    const step = messageStep(entry);
    if (joined !== undefined || step === undefined) return joined;
    const at = { [step.state]: new Date(step.timeMs).toISOString() };
    return { state: step.state, at, errors: step.errors };
  }

  #isInRange({ time }: LogEntry): boolean {
    const timeMs = Date.parse(time);
    return timeMs >= this.range.sinceMs && timeMs < this.range.untilMs;
  }

  /** Entries of the query's phones, whatever else it asks for, from a day before it up to now. */
  #wide(delivery: DeliveryCondition): AsyncGenerator<LogEntry, void, undefined> {
    const { phones } = this.#query.conditions;
    return this.#pass({ ...NO_CONDITIONS, phones, delivery }, this.#wideTime);
  }

  #pass(conditions: QueryConditions, time: TimeFields): AsyncGenerator<LogEntry, void, undefined> {
    return new QueryRun(this.#place, {
      ...this.#query,
      conditions,
      time,
      logs: ["whatsapp"],
      order: "none",
      limit: Infinity,
      before: 0,
      after: 0,
      cursor: undefined,
      parsesEveryLine: false,
      onReport: (report) => this.#costs.add(report),
    }).entries();
  }
}

/** Whether what became of messages has to be found out to answer a query. */
export function needsJoin({ states, joinsStatuses, logs }: ResolvedQuery): boolean {
  return states !== undefined || (joinsStatuses && logs.includes("whatsapp"));
}

/** A query as it can be answered: with what became of messages, if it asks for that. */
export async function joinedQuery(place: QueryPlace, query: ResolvedQuery): Promise<ResolvedQuery> {
  return needsJoin(query) ? new DeliveryJoin(place, query).resolve() : query;
}

/** Counts what became of the messages of a query. */
export async function countDelivery(
  place: QueryPlace,
  query: ResolvedQuery,
): Promise<DeliveryStats> {
  const join = new DeliveryJoin(place, query, new DeliveryTable("sample"));
  await join.collect();
  return deliveryStats(join.table, {
    range: join.range,
    states: query.states,
    countsStatuses: join.countsStatuses,
  });
}

/**
 * Runs a query for which {@link needsJoin} holds.
 * @yields its entries, of which `deliveryOf` knows what became of them
 */
export async function* joinedEntries(
  place: QueryPlace,
  query: ResolvedQuery,
): AsyncGenerator<LogEntry, void, undefined> {
  place.checkOpen();
  const join = new DeliveryJoin(place, query);
  for await (const entry of new QueryRun(place, await join.resolve()).entries()) {
    join.annotate(entry);
    yield entry;
  }
}

function hasPhonesOnly({ phones: _phones, ...others }: QueryConditions): boolean {
  return Object.values(others).every(
    (condition) => condition === undefined || (Array.isArray(condition) && condition.length === 0),
  );
}

function wideTime({ sinceMs }: TimeRange): TimeFields {
  return sinceMs === -Infinity ? {} : { since: Math.max(MIN_TIME_MS, sinceMs - EARLY_MS) };
}

function tooWide(): LogError {
  return new LogError(
    "LOG_QUERY_WIDE",
    `There are more than ${MAX_MESSAGES.toLocaleString("en-US")} messages that may be in the states asked ` +
      "for. Ask for a shorter time, or for some phones.",
  );
}
