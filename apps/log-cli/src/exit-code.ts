/** What a run ends with: scripts can tell "nothing there" from "did not work". */
export const EXIT = {
  /** Something was found or done. */
  found: 0,
  /** The question was understood and the answer is empty. */
  nothing: 1,
  /** It did not work; stderr says why. */
  error: 2,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
