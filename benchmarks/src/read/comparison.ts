/** A program whose answer is timed, from its start to its end. */
export interface ReadSubject {
  /** What targets call it. */
  readonly id: string;
  readonly title: string;
  /** What to run: a program and its arguments. Without it, {@link cannot} says why. */
  readonly command?: readonly [program: string, ...args: readonly string[]];
  /** What a tool lacks to answer at all. */
  readonly cannot?: string;
  /**
   * How many entries its output says there are: all subjects of a comparison that say it must find the
   * same.
   */
  readonly countFound?: ((stdout: string) => number) | undefined;
  /** What it ends with. @defaultValue 0 */
  readonly exitCode?: number;
  /** Takes so long that once is enough. */
  readonly isSlow?: boolean;
}

/** What is to be reached, as a ratio of wall times. */
export interface ReadTarget {
  readonly subject: string;
  /** What it is compared with. */
  readonly base: string;
  /** The most it may take, as a multiple. */
  readonly limit: number;
}

/** Programs that answer the same question about the same files. */
export interface Comparison {
  /** What it is called on the command line. */
  readonly name: string;
  readonly title: string;
  /** What is asked, in a sentence or two. */
  readonly about: string;
  readonly subjects: readonly ReadSubject[];
  readonly targets: readonly ReadTarget[];
}
