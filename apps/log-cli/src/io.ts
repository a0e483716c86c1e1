import { constants } from "node:os";
import type { Calendar, Clock } from "@org/log-core";
import { createOutput, lazyOutput, type Output } from "./output.ts";
import type { PagerCommand, PagerProcess } from "./pager-process.ts";
import { processPlace, type ProcessPlace } from "./process-place.ts";
import { calendarInProcess } from "./process-zone.ts";
import { wholeWrites } from "./whole-writes.ts";

/** Everything a command touches of the process, so that tests bring their own. */
export interface Io extends ProcessPlace {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly clock: Clock;
  /** The calendar of a time zone. */
  readonly calendarOf: (timeZone: string) => Calendar;
  /**
   * Asks whoever sits at the terminal and returns the line typed, "" at its end. `undefined` where
   * there is nobody to ask: a pipe, a cron job.
   */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** Starts a pager on the terminal; `undefined` if there is no such program. */
  readonly startPager: (command: PagerCommand) => Promise<PagerProcess | undefined>;
  /**
   * Calls `cleanUp` (synchronous) if the process is asked to end; it ends then as it would have. Returns
   * the way to take that back.
   */
  readonly onInterrupt: (cleanUp: () => void) => () => void;
}

/** The real process. */
export function processIo(): Io {
  return {
    stdout: createOutput(wholeWrites(process.stdout)),
    // Most runs have nothing to say there, and what Node loads for a pipe or a terminal takes a while.
    stderr: lazyOutput(() => createOutput(wholeWrites(process.stderr))),
    get cwd() {
      return processPlace.cwd;
    },
    ownFolder: processPlace.ownFolder,
    env: processPlace.env,
    clock: { now: () => Date.now() },
    calendarOf: calendarInProcess,
    get ask() {
      return process.stdin.isTTY && process.stderr.isTTY ? ask : undefined;
    },
    startPager: async (command) => (await import("./pager-process.ts")).startPager(command),
    onInterrupt,
  };
}

/** On stderr, so that the answer is seen where stdout goes elsewhere. Ctrl-C ends the process as ever. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  process.stderr.write(question);
  try {
    for await (const line of lines) return line;
    process.stderr.write("\n");
    return "";
  } finally {
    lines.close();
  }
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
