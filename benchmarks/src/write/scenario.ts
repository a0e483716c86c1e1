import type { SubjectName } from "./subjects.ts";

/** One table of the comparison. */
export interface Scenario {
  readonly phones: number;
  /** Descriptors of the process: what we need, and what the others are given. */
  readonly descriptors: (subject: SubjectName) => number;
  readonly about: string;
}

/** Subjects that keep a bounded number of files open by themselves. */
const BOUNDED: ReadonlySet<SubjectName> = new Set(["bare-limit", "log-writer"]);
const FEW = 256;
const PLENTY = 4_096;

/** What is measured, in the order of the page. */
export const SCENARIOS: readonly Scenario[] = [
  {
    phones: 1,
    descriptors: () => FEW,
    about: "One phone: everything goes into one file.",
  },
  {
    phones: 1_000,
    descriptors: (subject) => (BOUNDED.has(subject) ? FEW : PLENTY),
    about:
      `1,000 phones. log-writer and the bare limit run with ${FEW} file descriptors ` +
      "(`ulimit -n`); the others keep every file open, so they get 4,096.",
  },
  {
    phones: 10_000,
    descriptors: () => FEW,
    about: `10,000 phones, ${FEW} file descriptors for everybody.`,
  },
];
