import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import type { Clock } from "@org/log-core";
import { createOutput, type Output } from "./output.ts";

/** Everything a command touches of the process, so that tests bring their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The working folder of the process. */
  readonly cwd: string;
  /** The folder of this package, where pnpm starts it from. */
  readonly ownFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /**
   * Calls `cleanUp` (synchronous) if the process is asked to end; it ends then as it would have. Returns
   * the way to take that back.
   */
  readonly onInterrupt: (cleanUp: () => void) => () => void;
}

/** The real process. */
export function processIo(): Io {
  return {
    stdout: createOutput(process.stdout),
    stderr: createOutput(process.stderr),
    // Read when asked for: it throws in a folder that has been removed, and the error needs a reporter.
    get cwd() {
      return process.cwd();
    },
    ownFolder: fileURLToPath(new URL("..", import.meta.url)),
    env: process.env,
    clock: { now: () => Date.now() },
    onInterrupt,
  };
}

const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function onInterrupt(cleanUp: () => void): () => void {
  const stop = (): void => {
    for (const signal of ENDING_SIGNALS) process.off(signal, end);
  };
  function end(signal: NodeJS.Signals): void {
    stop();
    cleanUp();
    // Ended by the signal itself: shells then stop their loops, and report 128 + its number.
    process.kill(process.pid, signal);
    // Only reached as process 1 of a container, which signals do not end.
    process.exit(128 + constants.signals[signal]);
  }
  for (const signal of ENDING_SIGNALS) process.on(signal, end);
  return stop;
}
