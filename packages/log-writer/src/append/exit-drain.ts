import { directIo } from "./append-io.ts";
import type { DayFile } from "./day-file.ts";
import type { FileOpener } from "./file-opener.ts";
import type { Target } from "./target.ts";

/** A write under way is nearly always done by then; only the order of lines depends on it. */
const MAX_ORDER_WAIT_MS = 100;

/** An error that passes by itself has done so by then; there is no time to wait for others. */
const MAX_TRIES = 4;

/** What a drain took off a target. */
export interface Drained {
  readonly lines: number;
  readonly bytes: number;
}

/**
 * Writes what a target has buffered without the event loop. A write that is under way is completed by
 * the thread pool even as the process exits, so its lines are taken off and not written again.
 */
export function drainAtExit(target: Target, opener: FileOpener): Drained {
  const before = target.queue.bytes;
  let lines = 0;
  const open = target.stream?.file;
  if (open !== undefined) {
    const pending = target.state === "busy" ? open.pendingBytes : 0;
    open.takeOver(MAX_ORDER_WAIT_MS);
    lines += target.queue.consume(pending);
  }
  let file = open;
  for (let failures = 0; target.queue.bytes > 0 && failures < MAX_TRIES;) {
    const written = file === undefined ? appendOpened(target, opener) : appendTo(file, target);
    lines += target.queue.consume(written);
    if (written > 0) continue;
    failures += 1;
    // The open file may be one that somebody has deleted: the next try goes by the name.
    file = undefined;
  }
  return { lines, bytes: before - target.queue.bytes };
}

function appendOpened(target: Target, opener: FileOpener): number {
  let written = 0;
  // Direct calls: the callbacks have run when the call returns.
  opener.open(target, directIo, (_error, file) => {
    if (file === undefined) return;
    written = appendTo(file, target);
    file.close(() => undefined);
  });
  return written;
}

function appendTo(file: DayFile, target: Target): number {
  let written = 0;
  file.append(target.queue.front(), (result) => {
    written = result.writtenBytes;
  });
  return written;
}
