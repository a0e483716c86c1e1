import { directIo } from "./append-io.ts";
import { NotSyncedError, type DayFile } from "./day-file.ts";
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
  /** Set if they are in the file, but the disk does not say that it holds them. */
  readonly notSynced: NotSyncedError | undefined;
}

/** What one append came to. */
interface Appended {
  readonly writtenBytes: number;
  readonly error: Error | null;
}

const NOTHING: Appended = { writtenBytes: 0, error: null };

/**
 * Writes what a target has buffered without the event loop. A write that is under way is completed by
 * the thread pool even as the process exits, so its lines are taken off and not written again.
 */
export function drainAtExit(target: Target, opener: FileOpener): Drained {
  const before = target.queue.bytes;
  let lines = 0;
  let notSynced: NotSyncedError | undefined;
  const open = target.stream?.file;
  if (open !== undefined) {
    const pending = target.state === "busy" ? open.pendingBytes : 0;
    open.takeOver(MAX_ORDER_WAIT_MS);
    lines += target.queue.consume(pending);
  }
  let file = open;
  for (let failures = 0; target.queue.bytes > 0 && failures < MAX_TRIES;) {
    const { writtenBytes, error } =
      file === undefined ? appendOpened(target, opener) : appendTo(file, target);
    lines += target.queue.consume(writtenBytes);
    if (error instanceof NotSyncedError) notSynced = error;
    if (writtenBytes > 0) continue;
    failures += 1;
    // The open file may be one that somebody has deleted: the next try goes by the name.
    file = undefined;
  }
  return { lines, bytes: before - target.queue.bytes, notSynced };
}

function appendOpened(target: Target, opener: FileOpener): Appended {
  let appended = NOTHING;
  // Direct calls: the callbacks have run when the call returns.
  opener.open(target, directIo, (_error, file) => {
    if (file === undefined) return;
    appended = appendTo(file, target);
    file.close(() => undefined);
  });
  return appended;
}

function appendTo(file: DayFile, target: Target): Appended {
  let appended = NOTHING;
  file.append(target.queue.front(), (result) => {
    appended = result;
  });
  return appended;
}
