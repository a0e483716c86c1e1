import { addDays, formatTime, type Calendar } from "@org/log-core";
import { CountRun } from "./count-run.ts";
import type { PhoneSummary } from "./list-phones.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { daysOfRange, resolveTimeRange, type TimeFields } from "./query/time-range.ts";
import type { QueryPlace } from "./query-run.ts";
import { readFolderSettings } from "./source/log-folder.ts";
import { PhoneTally, type PhoneCount } from "./stats/phone-tally.ts";

/** The same phones with what their files hold. Reads all of them once. */
export async function countPhones(
  place: QueryPlace,
  query: ResolvedQuery,
  phones: readonly PhoneSummary[],
): Promise<PhoneSummary[]> {
  const { timeZone } = readFolderSettings(place.dir);
  const time = wholeDays(query, place.calendarOf(timeZone), place.nowMs);
  const tally = new PhoneTally();
  await new CountRun(place, { ...query, time }, timeZone).count({ kind: "phones" }, tally);
  return phones.map((one) => ({ ...one, ...countOf(tally.of(one.phone)) }));
}

/** As files are listed: a day that a query touches counts whole, so that all figures are of the same files. */
function wholeDays({ time }: ResolvedQuery, calendar: Calendar, nowMs: number): TimeFields {
  const { first, last } = daysOfRange(resolveTimeRange(time, calendar, nowMs), calendar);
  return { since: first, until: last && addDays(last, 1) };
}

function countOf(
  count: PhoneCount | undefined,
): Pick<PhoneSummary, "entries" | "firstTime" | "lastTime"> {
  if (count === undefined) return { entries: 0 };
  const { entries, firstMs, lastMs } = count;
  return { entries, firstTime: formatTime(firstMs), lastTime: formatTime(lastMs) };
}
