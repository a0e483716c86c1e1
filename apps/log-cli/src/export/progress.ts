import type { Clock } from "@org/log-core";
import { locationOf, type LogEntry } from "@org/log-reader";
import type { Output } from "../output.ts";
import { formatCount, formatSize } from "../render/size.ts";

/** Says on a terminal how far an export is. */
export interface Progress {
  /** Notes an entry; shows the line anew a few times a second. */
  note(entry: LogEntry): void;
  /** Takes the line away. Idempotent. */
  end(): void;
}

/** An export that is over by then needs no line. */
const FIRST_SHOWN_MS = 400;
const SHOWN_EVERY_MS = 100;
/** Reading the clock costs more than an entry. */
const ENTRIES_PER_LOOK = 64;
/** Takes the whole line away, whatever is left of it. */
const CLEAR_LINE = "\r\u001b[K";

/** What {@link createProgress} works with. */
export interface ProgressSetup {
  readonly stderr: Output;
  readonly clock: Clock;
  /** Size of the files that will be read. */
  readonly totalBytes: number;
}

/** A line such as `12,345 entries, 4.2 of 9.6 MB, 12 MB/s, 1 s left`; nothing where no terminal is. */
export function createProgress({ stderr, clock, totalBytes }: ProgressSetup): Progress {
  let lastShownMs = clock.now() + FIRST_SHOWN_MS - SHOWN_EVERY_MS;
  /** A long day is looked through before its first entry comes: that time says nothing of the rest. */
  let flowingSinceMs: number | undefined;
  let shown = false;
  let entries = 0;
  const reached = new Map<string, number>();

  function show(nowMs: number): void {
    lastShownMs = nowMs;
    shown = true;
    const doneBytes = [...reached.values()].reduce((sum, offset) => sum + offset, 0);
    const line = describe({
      entries,
      doneBytes,
      totalBytes,
      elapsedMs: nowMs - (flowingSinceMs ?? nowMs),
    });
    // Cut, since a line that goes on in the next could not be taken away.
    void stderr.write(CLEAR_LINE + line.slice(0, (stderr.columns ?? 80) - 1));
  }

  return {
    note(entry) {
      entries += 1;
      if (!stderr.isTTY) return;
      const location = locationOf(entry);
      // Files come day by day: how far each was read is where its last entry stands.
      if (location !== undefined) reached.set(location.file, location.offset);
      if (entries % ENTRIES_PER_LOOK !== 0) return;
      const nowMs = clock.now();
      if (flowingSinceMs === undefined) {
        flowingSinceMs = nowMs;
        lastShownMs = Math.max(lastShownMs, nowMs);
      }
      if (nowMs - lastShownMs >= SHOWN_EVERY_MS) show(nowMs);
    },
    end() {
      if (shown) void stderr.write(CLEAR_LINE);
      shown = false;
    },
  };
}

interface Standing {
  readonly entries: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly elapsedMs: number;
}

function describe({ entries, doneBytes, totalBytes, elapsedMs }: Standing): string {
  const bytesPerMs = doneBytes / Math.max(1, elapsedMs);
  const leftMs = Math.max(0, totalBytes - doneBytes) / Math.max(0.001, bytesPerMs);
  return [
    formatCount(entries, "entry", "entries"),
    `${formatSize(doneBytes)} of ${formatSize(Math.max(totalBytes, doneBytes))}`,
    `${formatSize(Math.round(bytesPerMs * 1000))}/s`,
    `${formatLeft(leftMs)} left`,
  ].join(", ");
}

function formatLeft(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
