import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  formatDayFolder,
  parseAlias,
  parseFileName,
  parseTime,
  readPersons,
  type Calendar,
  type CalendarDay,
  type PhoneKey,
} from "@org/log-core";
import { readAliasText } from "../aliases/alias-files.ts";
import { eraseAliases } from "../erase/erase-aliases.ts";
import { listDays, orIfMissing } from "./log-days.ts";

/** Which aliases are past the retention. */
export interface ForgetOptions {
  readonly dir: string;
  readonly oldestKept: CalendarDay;
  /** Of the folder's zone. */
  readonly calendar: Calendar;
  /** Only counts. */
  readonly dryRun: boolean;
}

/**
 * Blanks the alias lines of people of whom nothing is kept: no line of theirs is younger than the
 * oldest kept day, and no day has a file of any of their ids. Names are looked at only if there are
 * old lines. Returns how many lines there are.
 */
export async function forgetAliases(options: ForgetOptions): Promise<number> {
  const { dir, dryRun } = options;
  const text = readAliasText(dir);
  const recent = recentIds(text, options);
  const { persons, oversized } = readPersons(text);
  const old = [...persons, ...oversized].filter((ids) => !ids.some((id) => recent.has(id)));
  if (old.length === 0) return 0;
  const kept = await keptKeys(dir);
  const forgotten = old.filter((ids) => !ids.some((id) => kept.has(id)));
  if (forgotten.length === 0) return 0;
  return eraseAliases(dir, new Set(forgotten.flat()), dryRun);
}

/** Ids of lines that were written within the retention. */
function recentIds(text: string, { calendar, oldestKept }: ForgetOptions): Set<PhoneKey> {
  const ids = new Set<PhoneKey>();
  for (const line of text.split("\n")) {
    const parsed = parseAlias(line);
    if (parsed.kind !== "alias") continue;
    const timeMs = parseTime(parsed.alias.time) ?? Infinity;
    if (calendar.dayOf(timeMs) >= oldestKept) for (const id of parsed.alias.ids) ids.add(id);
  }
  return ids;
}

/** Every phone that has a file on some day. */
async function keptKeys(dir: string): Promise<Set<string>> {
  const keys = new Set<string>();
  for (const day of await listDays(dir, "whatsapp")) {
    const names = await orIfMissing(readdir(join(dir, formatDayFolder("whatsapp", day))), []);
    for (const name of names) {
      const file = parseFileName("whatsapp", name);
      if (file !== undefined) keys.add(file.key);
    }
  }
  return keys;
}
