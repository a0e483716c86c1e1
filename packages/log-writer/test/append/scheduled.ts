import { afterEach, beforeEach, vi } from "vitest";
import { AppendScheduler } from "../../src/append/append-scheduler.ts";
import { OpenFiles } from "../../src/append/open-files.ts";
import type { Target } from "../../src/append/target.ts";
import { FakeStreams, give } from "./fake-streams.ts";

/** What a full disk says. */
export const FULL_DISK = Object.assign(new Error("no space"), { code: "ENOSPC" });
/** What a process without descriptors is told. */
export const NO_DESCRIPTORS = Object.assign(new Error("too many"), { code: "EMFILE" });

/** A scheduler over streams that do what the test says. */
export interface Scheduled {
  readonly streams: FakeStreams;
  /** Why nothing can be written now, for the test to say. */
  readonly steer: { notReady: Error | null };
  readonly files: OpenFiles;
  readonly scheduler: AppendScheduler;
  readonly written: [key: string, lines: number, bytes: number][];
  readonly failed: Error[];
  /** Gives a target a line and tells the scheduler. */
  readonly add: (to: Target, line: string) => void;
  /** Waits for everything that a target has now; what it came to is pushed to `settled`. */
  readonly wait: (on: Target) => void;
  readonly settled: (string | null)[];
}

/** A scheduler over streams that do what the test says. */
export function scheduled(maxOpen = 100, isPressed = (): boolean => false): Scheduled {
  const streams = new FakeStreams();
  const files = new OpenFiles(maxOpen, streams.openStream, () => undefined);
  const written: Scheduled["written"] = [];
  const failed: Error[] = [];
  const settled: (string | null)[] = [];
  const steer: Scheduled["steer"] = { notReady: null };
  const scheduler = new AppendScheduler(
    files,
    {
      isPressed,
      prepare: () => steer.notReady,
      written: (of, lines, bytes) => void written.push([of.name.key, lines, bytes]),
      failed: (error) => void failed.push(error),
    },
    () => Date.now(),
  );
  return {
    streams,
    steer,
    files,
    scheduler,
    written,
    failed,
    settled,
    add: (to, line) => {
      give(to, line);
      scheduler.add(to);
    },
    wait: (on) => {
      on.waiters.push({
        lines: on.queue.entries,
        done: (error) => void settled.push(error?.message ?? null),
      });
    },
  };
}

/** Has timers wait for the test in each test of the file. */
export function useFakeTimers(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "Date"],
    });
  });
  afterEach(() => void vi.useRealTimers());
}

/** Ends every append under way with a full disk. */
export function failAll(streams: FakeStreams): void {
  for (const { end } of streams.appends.splice(0)) end({ error: FULL_DISK });
}

/** Lets time pass, and everything happen that is to happen by then. */
export function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
  // What a faked timer begins happens a millisecond after it.
  vi.advanceTimersByTime(1);
}

/** Lets everything happen that is to happen now. */
export function turn(): void {
  pass(0);
}
