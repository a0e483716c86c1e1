import type { OwnFile } from "../folder/own-file.ts";
import type { DayStream } from "./day-stream.ts";
import { LineQueue } from "./line-queue.ts";
import type { SlabPool } from "./slab-pool.ts";

/** Somebody who waits until everything that a file had buffered is written. */
interface FlushWaiter {
  /** Lines that are still to be settled before it is. */
  lines: number;
  readonly done: (error: Error | null) => void;
}

/**
 * Where a file stands: `idle` has nothing to write, `queued` waits for its turn, `busy` is being
 * written, `parked` waits for the file system to recover.
 */
type TargetState = "idle" | "queued" | "busy" | "parked";

/** One file that lines are routed to: its lines in memory and, at times, its open stream. */
export interface Target {
  /** Its name; the part grows when a size limit is set. */
  name: OwnFile;
  readonly queue: LineQueue;
  state: TargetState;
  stream: DayStream | undefined;
  /** Monotonic ms of its last write. */
  usedAtMs: number;
  waiters: FlushWaiter[];
}

/** A file that nothing has been written to yet. */
export function createTarget(name: OwnFile, pool: SlabPool): Target {
  return {
    name,
    queue: new LineQueue(pool),
    state: "idle",
    stream: undefined,
    usedAtMs: 0,
    waiters: [],
  };
}
