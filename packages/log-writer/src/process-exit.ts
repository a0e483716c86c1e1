/** Something with lines in memory. */
export interface Drainable {
  /**
   * Writes what is left without the event loop.
   * @param isEnd whether the process ends now, so that what is logged from here on is to be written at
   *   once
   * @returns how to say what could not be written; called when all have written what they have, since
   *   a bot that is told may end the process on the spot
   */
  drain(isEnd: boolean): (() => void) | undefined;
}

/** Something that can be ended in good order. */
export interface Closable {
  close(): Promise<void>;
}

/** Signals that ask a process to end, and their numbers. */
const ENDING_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
type EndingSignal = keyof typeof ENDING_SIGNALS;

const drainables = new Set<Drainable>();
const closables = new Set<Closable>();

/**
 * Drains at exit, however many writers there are with one listener for each event. Returns how to
 * stop doing so.
 */
export function drainOnExit(drainable: Drainable): () => void {
  if (drainables.size === 0) {
    process.on("beforeExit", drainBeforeExit);
    process.on("exit", drainAtExit);
  }
  drainables.add(drainable);
  return () => {
    drainables.delete(drainable);
    if (drainables.size > 0) return;
    process.off("beforeExit", drainBeforeExit);
    process.off("exit", drainAtExit);
  };
}

/** Closes on SIGTERM, SIGINT and SIGHUP and then ends the process. Returns how to stop doing so. */
export function closeOnSignals(closable: Closable): () => void {
  if (closables.size === 0) eachSignal((signal) => process.on(signal, closeAll));
  closables.add(closable);
  return () => {
    closables.delete(closable);
    if (closables.size === 0) eachSignal((signal) => process.off(signal, closeAll));
  };
}

function drainBeforeExit(): void {
  drainAll(false);
}

function drainAtExit(): void {
  drainAll(true);
}

function drainAll(isEnd: boolean): void {
  const says = [...drainables].map((drainable) => drainable.drain(isEnd));
  for (const say of says) say?.();
}

function closeAll(signal: EndingSignal): void {
  const closing = [...closables].map((closable) => closable.close());
  // What could not be written has been reported by its writer; the signal still means: end.
  void Promise.allSettled(closing).then(() => process.exit(128 + ENDING_SIGNALS[signal]));
}

function eachSignal(act: (signal: EndingSignal) => void): void {
  for (const signal of Object.keys(ENDING_SIGNALS)) act(signal as EndingSignal);
}
