import { setTimeout as sleep } from "node:timers/promises";

/** How long {@link eventually} keeps trying, and how often. */
export interface EventuallyOptions {
  /** Milliseconds until it gives up. Default 10,000: a busy machine is no reason to fail. */
  readonly timeoutMs?: number;
  /** Milliseconds between two tries. Default 20. */
  readonly everyMs?: number;
}

/**
 * Waits until `check` gives something truthy, and returns that. For what happens outside the test's
 * own promises: another process, a file watcher, a timer.
 *
 * @param check - Tried at once and then again and again; throwing counts as "not yet", so it may hold
 *   `expect` calls.
 * @throws What `check` threw last, or an `Error` naming the deadline if it never threw.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 20 }: EventuallyOptions = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown = new Error(`Still not true after ${timeoutMs} ms.`);
    try {
      const value = await check();
      if (value) return value;
    } catch (error) {
      failure = error;
    }
    if (performance.now() >= deadline) throw failure;
    await sleep(everyMs);
  }
}
