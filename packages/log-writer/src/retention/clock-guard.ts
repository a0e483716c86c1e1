const JUMP_MS = 5 * 60_000;
const SUSPENDED_MS = 3_600_000;

/**
 * Notices when the wall clock jumps against the monotonic one. A clock that is suddenly a month ahead
 * would make retention remove everything; after a jump, either way, it waits for an hour in which
 * somebody, or the time service, can set the clock right.
 */
export class ClockGuard {
  readonly #nowMs: () => number;
  readonly #elapsedMs: () => number;
  readonly #onJump: (jumpMs: number) => void;
  #offsetMs: number;
  #suspendedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(nowMs: () => number, elapsedMs: () => number, onJump: (jumpMs: number) => void) {
    this.#nowMs = nowMs;
    this.#elapsedMs = elapsedMs;
    this.#onJump = onJump;
    this.#offsetMs = nowMs() - elapsedMs();
  }

  /** Whether days may be removed and entries refused by today's date. */
  isTrusted(): boolean {
    const elapsedMs = this.#elapsedMs();
    const offsetMs = this.#nowMs() - elapsedMs;
    const jumpMs = offsetMs - this.#offsetMs;
    this.#offsetMs = offsetMs;
    if (Math.abs(jumpMs) > JUMP_MS) {
      this.#suspendedUntilMs = elapsedMs + SUSPENDED_MS;
      this.#onJump(jumpMs);
    }
    return elapsedMs >= this.#suspendedUntilMs;
  }
}
