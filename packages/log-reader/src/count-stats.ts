import { CountRun } from "./count-run.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import type { QueryPlace } from "./query-run.ts";
import { readFolderSettings } from "./source/log-folder.ts";
import type { LogStats } from "./stats/log-stats.ts";
import { statsOf } from "./stats/partial-stats.ts";
import { StatsCounter } from "./stats/stats-counter.ts";
import type { StatsShape } from "./stats/stats-query.ts";

/** Counts the entries of a query by all that stats tell. */
export async function countStats(
  place: QueryPlace,
  query: ResolvedQuery,
  shape: StatsShape,
): Promise<LogStats> {
  const { timeZone } = readFolderSettings(place.dir);
  const { paths } = shape;
  const counter = new StatsCounter(timeZone, paths);
  const run = new CountRun(place, query, timeZone);
  const report = await run.count({ kind: "stats", timeZone, paths }, counter);
  return { ...statsOf(counter.data(), shape), report };
}
