/** What one check found out. */
export interface Finding {
  /** The check, in a word: `folder`, `modes`, `space`, … */
  readonly check: string;
  /** `attention`: somebody should do something, see `remedy`. */
  readonly status: "ok" | "attention";
  /** What is the case, in one sentence without a full stop. */
  readonly summary: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** Facts for programs. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a check is to look at. */
export interface Patient {
  /** Absolute path of the log folder. */
  readonly dir: string;
  readonly nowMs: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Named one by one in a summary's remedy; those after them are only counted. */
const MAX_NAMED = 3;

/** The first few of some names, as a list: `a, b, c and 4 more`. `count` is how many there are in all. */
export function nameSome(names: readonly string[], count: number = names.length): string {
  const named = names.slice(0, MAX_NAMED).join(", ");
  return count > MAX_NAMED
    ? `${named} and ${(count - MAX_NAMED).toLocaleString("en-US")} more`
    : named;
}
