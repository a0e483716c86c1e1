import { monotonicMs } from "../monotonic-ms.ts";

/** Watches lose events without a word when there are too many, so every file is looked at this often. */
const SWEEP_MS = 5000;
/** And no less often, however long looking takes. */
const MAX_SWEEP_MS = 20_000;
/** Between the two, looking takes a two-hundredth of the time. */
const PAUSES_PER_SWEEP = 200;
/** Where folders cannot be watched, or are not there, looking is all there is. */
const POLL_MS = 1000;

/**
 * How long to wait after all files were looked at before they are again, in ms.
 * @param tookMs - How long it took.
 */
export function sweepPauseMs(isWatched: boolean, tookMs: number): number {
  if (!isWatched) return POLL_MS;
  return Math.min(Math.max(SWEEP_MS, PAUSES_PER_SWEEP * tookMs), MAX_SWEEP_MS);
}

/** Says when all files are to be looked at again. */
export class SweepTimer {
  readonly #onDue: () => void;
  #timer: NodeJS.Timeout | undefined;
  #dueMs = 0;

  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  /** Comes in so many ms, unless it comes sooner anyway. */
  start(pauseMs: number): void {
    const dueMs = monotonicMs() + pauseMs;
    if (this.#timer !== undefined && this.#dueMs <= dueMs) return;
    this.stop();
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#onDue();
    }, pauseMs);
  }

  /** Idempotent. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
