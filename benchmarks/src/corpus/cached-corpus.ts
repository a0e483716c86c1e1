import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays, INSTANCES_FOLDER, isCalendarDay, type CalendarDay } from "@org/log-core";
import { progress } from "../publish.ts";
import { CORPUS_SIZES, type CorpusSize, type CorpusSizeName } from "./corpus-size.ts";
import { makeCorpus, sampleOfCorpus } from "./make-corpus.ts";

const CACHE = "whatsapp-logs-corpora";
const SEED = "1";
/** Always the same day, so that every run reads the same bytes. */
const LAST_DAY = "2026-11-22";

/** A corpus that stays where it is for the next run. */
export interface CachedCorpus {
  /** The log folder. */
  readonly dir: string;
  readonly size: CorpusSize;
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
}

/**
 * The corpus of a size, made the first time below the system's temporary folder. Its name follows from
 * what is in it: a changed maker makes another.
 */
export function cachedCorpus(name: CorpusSizeName): CachedCorpus {
  const size = CORPUS_SIZES[name];
  if (!isCalendarDay(LAST_DAY)) throw new Error(`${LAST_DAY} is no day.`);
  const made = { size, seed: SEED, lastDay: LAST_DAY };
  const print = createHash("sha256").update(JSON.stringify(size)).update(INSTANCES_FOLDER);
  print.update(sampleOfCorpus(made));
  const dir = join(tmpdir(), CACHE, `${name}-${print.digest("hex").slice(0, 12)}`);
  if (!existsSync(dir)) makeWhole(dir, () => makeCorpus({ dir: `${dir}.${process.pid}`, ...made }));
  return { dir, size, firstDay: addDays(LAST_DAY, 1 - size.days), lastDay: LAST_DAY };
}

/** A run that is ended early leaves nothing that looks whole. */
function makeWhole(dir: string, make: () => { readonly lines: number }): void {
  const making = `${dir}.${process.pid}`;
  mkdirSync(join(dir, ".."), { recursive: true });
  try {
    progress(`making ${dir}`);
    progress(`${make().lines} lines`);
    renameSync(making, dir);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
