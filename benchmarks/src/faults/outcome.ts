import { whole } from "../markdown-table.ts";

/** What became of a logger under a fault, as found on disk. */
export interface Outcome {
  /** Entries that should be there. */
  readonly expected: number;
  readonly lost: number;
  readonly doubled: number;
  readonly torn: number;
  /** Lines in a file that mostly holds another day. */
  readonly strays: number;
  /** Calls that threw into the bot. */
  readonly thrown: number;
  /** What a process said that ended although it should not have. */
  readonly crashed: string | undefined;
  /** What a process never came back from. */
  readonly hungAt: string | undefined;
  /** What else is worth knowing, in a few words. */
  readonly notes: readonly string[];
}

/** A fault that could not be tried, and why. */
export interface NotRun {
  readonly notRun: string;
}

/** Whether nothing at all went wrong. */
export function isWhole({
  lost,
  doubled,
  torn,
  strays,
  thrown,
  crashed,
  hungAt,
}: Outcome): boolean {
  const damage = lost + doubled + torn + strays + thrown;
  return damage === 0 && crashed === undefined && hungAt === undefined;
}

/** The worse of two outcomes: a bot that died before lines that are lost, those before the rest. */
export function worse(a: Outcome, b: Outcome): Outcome {
  const ranks = [a, b].map(({ crashed, hungAt, lost, doubled, torn, strays, thrown }) => [
    Number(crashed !== undefined),
    Number(hungAt !== undefined),
    lost,
    doubled,
    torn + strays + thrown,
  ]);
  const [first = [], second = []] = ranks;
  const at = first.findIndex((rank, index) => rank !== second[index]);
  return (first[at] ?? 0) >= (second[at] ?? 0) ? a : b;
}

/** An outcome in words; `short` leaves out what a process said, and torn lines. */
export function describeOutcome(outcome: Outcome | NotRun, short = false): string {
  if ("notRun" in outcome) return short ? "not run" : `not run: ${outcome.notRun}`;
  if (short && isWhole(outcome)) return ["✓", ...outcome.notes].join(", ");
  const { expected, lost, notes } = outcome;
  const fate = lost === 0 ? "all there" : `**${whole(lost)}** of ${whole(expected)} lost`;
  return [
    ...describeProcess(outcome, short),
    fate,
    ...describeLines(outcome, short),
    ...notes,
  ].join(", ");
}

function describeProcess({ crashed, hungAt }: Outcome, short: boolean): string[] {
  const hung = hungAt === "finish" ? "its end never came" : `**hung** (${hungAt})`;
  return [
    ...(crashed === undefined ? [] : [short ? "**crashed**" : `**crashed** (${crashed})`]),
    ...(hungAt === undefined ? [] : [hung]),
  ];
}

function describeLines({ doubled, torn, strays, thrown }: Outcome, short: boolean): string[] {
  return [
    ...(doubled > 0 ? [`${whole(doubled)} doubled`] : []),
    ...(torn > 0 && !short ? [`${whole(torn)} torn`] : []),
    ...(strays > 0 ? [`${whole(strays)} in a file of the other day`] : []),
    ...(thrown > 0 ? [`${whole(thrown)} calls threw`] : []),
  ];
}
