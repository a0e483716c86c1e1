import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { addDays, type CalendarDay } from "@org/log-core";
import { fileTree } from "@org/test-kit";

/** A day written in a test. */
export function day(text: string): CalendarDay {
  return text as CalendarDay;
}

/** The days from one to another, both included. */
export function days(first: string, count: number): CalendarDay[] {
  return Array.from({ length: count }, (_, at) => addDays(day(first), at));
}

/** What a {@link logTree} holds besides its days. */
export interface LogTreeOptions {
  readonly phones?: readonly string[];
  readonly retentionDays?: number | false;
  readonly more?: Readonly<Record<string, string>>;
}

/** A log folder with a file of each phone on each day, and an app.log. */
export function logTree(
  timeZone: string,
  kept: readonly string[],
  { phones = ["1234567890"], retentionDays = 30, more = {} }: LogTreeOptions = {},
): string {
  const files = kept.flatMap((name) => [
    ...phones.map((phone) => [`whatsapp/${name}/${phone}.log`, `{"of":"${phone}"}\n`]),
    [`app/${name}/app.log`, '{"of":"app"}\n'],
  ]);
  return fileTree({
    "layout.json": JSON.stringify({ version: 1, timeZone, retentionDays }),
    ...(Object.fromEntries(files) as Record<string, string>),
    ...more,
  });
}

/** What lies in a log root: day folders and links, without what is in them. */
export function names(dir: string, root: "whatsapp" | "app" = "whatsapp"): string[] {
  return existsSync(join(dir, root)) ? readdirSync(join(dir, root)).toSorted() : [];
}

/** Whether there is anything under a name, also a link that leads nowhere. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
