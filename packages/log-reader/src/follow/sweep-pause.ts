/** Watches lose events without a word when there are too many, so every file is looked at this often at most. */
const SWEEP_MS = 5000;
/** Where the system lets folders not be watched, looking is all there is. */
const POLL_MS = 1000;
/** Looking takes at most a two-hundredth of the time, however many files there are and however slow the disk is. */
const PAUSES_PER_SWEEP = 200;

/**
 * How long to wait after all files were looked at before they are again, in ms.
 * @param tookMs - How long it took.
 */
export function sweepPauseMs(isWatched: boolean, tookMs: number): number {
  return isWatched ? Math.max(SWEEP_MS, PAUSES_PER_SWEEP * tookMs) : POLL_MS;
}
