/**
 * For programs that answer one question and end: a thread for it can start while the reader is still
 * being loaded.
 * @packageDocumentation
 */
import { lstatSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isCalendarDay, type CalendarDay, type LogRoot } from "@org/log-core";
import { MS_PER_FILE, NS_PER_BYTE_SEARCHED } from "./threads/scan-cost.ts";
import { startThreadAhead } from "./threads/thread-ahead.ts";

/** What is going to be read, as far as that is known. */
export interface AheadOptions {
  /** The log folder. */
  readonly dir: string;
  /** The first day. @defaultValue the first there is */
  readonly since?: CalendarDay | undefined;
  /** How many days at most, the newest first. @defaultValue all */
  readonly days?: number | undefined;
}

/** A scan that takes one thread less than this may be over before another is there. */
const MIN_MS = 100;
/** So many files of a day are asked for their size. */
const SAMPLE_FILES = 4;
const ROOT: LogRoot = "whatsapp";

/**
 * Starts a thread for a search of all phones if the folder holds so much that it will be shared among
 * threads. The first reader of this process that has use for it takes it; a wrong guess costs a few
 * milliseconds.
 * @returns Whether one was started.
 */
export function startAhead(options: AheadOptions): boolean {
  try {
    if (availableParallelism() < 2 || msToSearch(options) < MIN_MS) return false;
    startThreadAhead();
    return true;
  } catch {
    // Whatever it is, the query itself will meet it and say so.
    return false;
  }
}

function msToSearch({ dir, since, days = Infinity }: AheadOptions): number {
  const root = `${dir}/${ROOT}`;
  const asked = readdirSync(root).filter((name) => isCalendarDay(name) && name >= (since ?? ""));
  const last = asked.toSorted().at(-1);
  if (last === undefined) return 0;
  const names = readdirSync(`${root}/${last}`);
  const step = Math.ceil(names.length / SAMPLE_FILES);
  const sizes = names
    .filter((_, place) => place % step === 0)
    .map((name) => lstatSync(`${root}/${last}/${name}`).size);
  const bytesPerFile = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length);
  const files = names.length * Math.min(days, asked.length);
  return files * (MS_PER_FILE + (bytesPerFile * NS_PER_BYTE_SEARCHED) / 1e6);
}
