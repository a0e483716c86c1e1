import { dirname, join } from "node:path";
import { readPersons, type CalendarDay, type PhoneKey } from "@org/log-core";
import { Pacer } from "./pacer.ts";
import { FileSelection } from "./plan/file-selection.ts";
import type { ResolvedQuery } from "./query/resolve-query.ts";
import { daysOfRange, resolveTimeRange } from "./query/time-range.ts";
import type { QueryPlace } from "./query-run.ts";
import { FileFinder, UNNOTED } from "./source/file-finder.ts";
import { personConditions } from "./source/person-conditions.ts";
import { probe } from "./source/file-probe.ts";
import { globFiles } from "./source/folder-listing.ts";
import { readAliasText } from "./source/alias-text.ts";
import { readFolderSettings, unreadableFolder } from "./source/log-folder.ts";

/** What is kept of one phone. */
export interface PhoneSummary {
  readonly phone: PhoneKey;
  /** Number of days with a file. */
  readonly days: number;
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
  /** Size of its files together. */
  readonly bytes: number;
  /**
   * Number of entries that `get` gives of exactly this phone and these days; absent unless `count` asked
   * for it. Erased and damaged lines are none.
   */
  readonly entries?: number;
  /** Time of the oldest of them; absent too if there is none. */
  readonly firstTime?: string;
  /** Time of the newest of them. */
  readonly lastTime?: string;
  /** The other ids of the same person, sorted, kept or not; absent if none is known. */
  readonly aliases?: readonly PhoneKey[];
}

/**
 * Every phone that is kept, sorted, from names and sizes alone.
 * @throws {LogError} `LOG_FOLDER_UNREADABLE`, also for one day's: a part would be taken for all there is
 */
export async function listPhones(
  { dir, nowMs, calendarOf, checkOpen }: Omit<QueryPlace, "running">,
  query: ResolvedQuery,
): Promise<PhoneSummary[]> {
  const pacer = new Pacer(() => {
    checkOpen();
    query.signal?.throwIfAborted();
  });
  pacer.check();
  const calendar = calendarOf(readFolderSettings(dir).timeZone);
  const { phones } = personConditions(dir, query, UNNOTED);
  // Files of strangers hold no phone of ours.
  const selection = new FileSelection(["whatsapp"], phones);
  const finder = new FileFinder(dir, selection, {
    ...UNNOTED,
    addUnreadable(path, code) {
      throw unreadableFolder(join(dir, path), { code });
    },
  });
  const range = daysOfRange(resolveTimeRange(query.time, calendar, nowMs), calendar);
  const summaries = new Map<string, PhoneSummary>();
  const days = finder.days(range);
  const files =
    phones === undefined
      ? await globFiles(dir, selection, days)
      : days.flatMap((day) => [...finder.files(day)]);
  for (const { key, day, path } of files) {
    const bytes = sizeOf(dir, path);
    // Removed since it was seen, or a link: no phone's file.
    if (bytes !== undefined) summaries.set(key, withFile(summaries.get(key), { key, day, bytes }));
    await pacer.step();
  }
  return withAliases(dir, [...summaries.values()]).toSorted((a, b) => (a.phone < b.phone ? -1 : 1));
}

function withAliases(dir: string, summaries: readonly PhoneSummary[]): PhoneSummary[] {
  const { persons } = readPersons(readAliasText(dir, UNNOTED));
  const personOf = new Map(persons.flatMap((ids) => ids.map((id) => [id, ids])));
  return summaries.map((summary) => {
    const aliases = personOf.get(summary.phone)?.filter((id) => id !== summary.phone);
    return aliases === undefined ? summary : { ...summary, aliases };
  });
}

function sizeOf(dir: string, path: string): number | undefined {
  try {
    const stats = probe(join(dir, path));
    return stats?.isFile() === true ? stats.size : undefined;
  } catch (error) {
    throw unreadableFolder(join(dir, dirname(path)), error);
  }
}

/** A phone's summary with one more file, no older than those before. */
function withFile(
  summary: PhoneSummary | undefined,
  { key, day, bytes }: { key: string; day: CalendarDay; bytes: number },
): PhoneSummary {
  if (summary === undefined) {
    return { phone: key as PhoneKey, days: 1, firstDay: day, lastDay: day, bytes };
  }
  const isNewDay = summary.lastDay !== day;
  return {
    ...summary,
    days: summary.days + (isNewDay ? 1 : 0),
    lastDay: day,
    bytes: summary.bytes + bytes,
  };
}
