import { median } from "../median.ts";
import type { Round } from "./compare.ts";
import type { Measurement } from "./measure-subject.ts";
import type { SubjectName } from "./subjects.ts";

/** A figure of a run. */
export type Figure = (run: Measurement) => number;

/** Entries a second, whole process, until everything is on disk. */
export const ratePerSecond: Figure = ({ distinct, wallMs }) =>
  wallMs === undefined ? 0 : (distinct / wallMs) * 1000;

/** CPU time an entry in µs, all threads of the process. */
export const cpuUs: Figure = ({ distinct, cpuMs }) =>
  cpuMs === undefined || distinct === 0 ? 0 : (cpuMs * 1000) / distinct;

/** Two subjects of some rounds. */
export interface Pair {
  readonly rounds: readonly Round[];
  /** Entries that each was to write. */
  readonly entries: number;
  readonly subject: SubjectName;
  readonly base: SubjectName;
}

/**
 * The median of the ratios within the rounds, so that a slow minute of the machine falls on both;
 * `undefined` where one of the two has lost lines or did not end.
 */
export function ratioOf(
  { rounds, entries, subject, base }: Pair,
  figure: Figure,
): number | undefined {
  const ratios = rounds.flatMap((round) => {
    const [own, other] = [round.get(subject), round.get(base)];
    if (own?.distinct !== entries || other?.distinct !== entries) return [];
    if (own.wallMs === undefined || other.wallMs === undefined) return [];
    return [figure(own) / figure(other)];
  });
  return median(ratios);
}
