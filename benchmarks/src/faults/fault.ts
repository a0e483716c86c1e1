import type { Bot, BotOptions } from "./bot.ts";
import type { ReadableEntries } from "./readable-entries.ts";

/** Where a fault is tried on one logger. */
export interface Stage {
  /** The log folder; it lies alone in {@link Stage.base}. */
  readonly dir: string;
  /** What is below it when the fault is over is looked through for entries. */
  readonly base: string;
  /** Starts a bot that has the logger loaded and ready. */
  start(options?: StartOptions): Promise<Bot>;
  /** Starts a bot with nothing loaded yet. */
  startBare(options?: StartOptions): Bot;
  /** Loads the logger in a bot. */
  load(bot: Bot): Promise<void>;
  /** Ends loggers by what they offer for it, waits until nothing is written any more, lets them exit. */
  finish(...bots: readonly Bot[]): Promise<void>;
  /** Resolves when nothing has been written for a while. */
  quiet(): Promise<void>;
  /** Registers something to be undone at the end, whatever happens. */
  defer(undo: () => void): void;
}

/** What of a bot can be chosen. */
type StartOptions = Omit<BotOptions, "cwd">;

/** Something that goes wrong around a bot. */
export interface Fault {
  /** Its name on the command line. */
  readonly name: string;
  /** The row of the tables. */
  readonly title: string;
  /** The test that holds log-writer to it, from the root of the repository. */
  readonly proof: string;
  readonly entries: number;
  readonly phones: number;
  /** Why it cannot be tried here. */
  readonly unavailable?: () => string | undefined;
  /** Does it. */
  run(stage: Stage): Promise<void>;
  /** Whether an entry must be there afterwards. Default: each one. */
  readonly isExpected?: (number: number) => boolean;
  /** Whether an entry that is there is whole. Default: each one. */
  readonly isIntact?: (number: number, found: ReadableEntries) => boolean;
  /** What else to tell of it. */
  readonly notes?: (found: ReadableEntries, bots: readonly Bot[]) => readonly string[];
}
