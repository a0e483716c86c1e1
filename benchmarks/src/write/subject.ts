import type { Message } from "./workload.ts";

/** A logger under test, set up as its own documentation says, to write one log per phone. */
export interface Subject {
  /** Logs one message. `false` asks to wait for {@link drained}, where the logger says such a thing. */
  log(message: Message): boolean;
  /** Resolves when the logger takes more. */
  drained(): Promise<void>;
  /** Ends the logger in the way it offers and awaits all that it gives to wait for. */
  finish(): Promise<void>;
  /** Opens its files anew, where the logger offers that for logrotate and has no signal handler for it. */
  reopen?(): void;
}

/** Makes a subject that writes below a folder of its own. */
export type SubjectFactory = (dir: string) => Subject | Promise<Subject>;

/**
 * Most log files open at a time, for those that have such a bound: with 256 descriptors, what Node and
 * the measurement hold must fit beside them.
 */
export const MAX_OPEN_FILES = 200;

/** For loggers that never ask to wait. */
export const NEVER_ASKS: Pick<Subject, "drained"> = {
  drained: () => Promise.resolve(),
};
