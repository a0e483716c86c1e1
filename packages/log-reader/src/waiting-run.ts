import { readPersons, type Persons } from "@org/log-core";
import { DeliveryJoin } from "./delivery-join.ts";
import { deliveryOf } from "./delivery/message-delivery.ts";
import { locationOf } from "./location.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { QueryCounts } from "./query-counts.ts";
import { QueryRun, type QueryPlace } from "./query-run.ts";
import { readAliasText } from "./source/alias-text.ts";
import { UNNOTED } from "./source/file-finder.ts";
import { WaitingList } from "./waiting/waiting-list.ts";
import {
  DEFAULT_OVER_MS,
  DEFAULT_WAITING_DAYS,
  type WaitingPerson,
  type WaitingQuery,
} from "./waiting/waiting-query.ts";

/**
 * Who has no answer. First the messages that failed are found, then all messages of the time are gone
 * through in order; memory holds those and who waits.
 */
export async function findWaiting(
  place: QueryPlace,
  asked: ResolvedQuery,
  { overMs = DEFAULT_OVER_MS, groups = false }: WaitingQuery,
): Promise<WaitingPerson[]> {
  const { days, since } = asked.time;
  const time = since === undefined ? { days: days ?? DEFAULT_WAITING_DAYS } : { since };
  const query = { ...asked, time, limit: Infinity, order: "asc" } as const;
  const join = new DeliveryJoin(place, { ...query, states: ["failed"] });
  const { onReport } = await join.resolve();
  const conditions = { ...query.conditions, delivery: { fits: "message" } } as const;
  const counts = new QueryCounts();
  const list = new WaitingList(groups, personsOf(place, asked, counts));
  const run = new QueryRun(place, { ...query, conditions, onReport }, counts);
  for await (const entry of run.entries()) {
    join.annotate(entry);
    const delivery = deliveryOf(entry);
    const failure = delivery?.state === "failed" ? delivery.errors : undefined;
    const phone = entry.phone ?? locationOf(entry)?.key;
    if (typeof phone === "string") list.add({ entry, phone, failure });
  }
  return list.people(place.nowMs, overMs).slice(0, asked.limit);
}

/** The ids of each person who has several. */
function personsOf(
  { dir }: QueryPlace,
  { exact, conditions: { phones } }: ResolvedQuery,
  counts: QueryCounts,
): Persons["persons"] {
  if (exact) return [];
  // Where phones are named, the query itself reads who they are, and notes what it cannot.
  const isNoted = phones !== undefined && phones.keys.length > 0;
  return readPersons(readAliasText(dir, isNoted ? UNNOTED : counts)).persons;
}
