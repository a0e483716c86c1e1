/** Something `pnpm bench` can run. */
export interface Suite {
  /** What it does, in a line of the list of suites. */
  readonly about: string;
  /** How its arguments are written. */
  readonly usage: string;
  /** Runs it. Results go to stdout, progress to stderr. */
  run(args: readonly string[]): Promise<void>;
}

/** A mistake in how a command was called; its message says what to do. */
export class UsageError extends Error {}

/**
 * Reads a whole number of an option.
 * @throws {UsageError}
 */
export function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1) return count;
  throw new UsageError(`--${option} must be a whole number from 1, but it is "${text}".`);
}
