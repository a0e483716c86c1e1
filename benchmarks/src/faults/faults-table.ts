import { markdownTable } from "../markdown-table.ts";
import type { SubjectName } from "../write/subjects.ts";
import type { Fault } from "./fault.ts";
import { describeOutcome, type NotRun, type Outcome } from "./outcome.ts";

/** What came out, for each fault and logger that was tried. */
export interface TriedFault {
  readonly fault: Fault;
  readonly outcomes: ReadonlyMap<SubjectName, Outcome | NotRun>;
}

/** How the tables call the loggers. */
const COLUMNS: ReadonlyMap<SubjectName, string> = new Map([
  ["log-writer", "**@org/log-writer**"],
  ["pino", "pino per phone"],
  ["pino-roll", "pino-roll"],
  ["log4js", "log4js multiFile"],
  ["rotating-file-stream", "rotating-file-stream"],
  ["winston", "winston-daily-rotate-file"],
]);

/** The loggers that faults are tried on. */
export const TRIED: readonly SubjectName[] = [...COLUMNS.keys()];

/**
 * A table of all outcomes.
 * @param root how the page that it is for reaches the root of the repository
 */
export function formatFaults(
  tried: readonly TriedFault[],
  { root, short }: { readonly root: string; readonly short: boolean },
): string {
  const subjects = TRIED.filter((subject) => tried.some(({ outcomes }) => outcomes.has(subject)));
  const rows = tried.map(({ fault, outcomes }) => [
    `${fault.title} ([test](${root}${fault.proof}))`,
    ...subjects.map((subject) => cell(outcomes.get(subject), short)),
  ]);
  const head = ["", ...subjects.map((subject) => COLUMNS.get(subject) ?? subject)];
  return markdownTable(head, rows, "texts");
}

function cell(outcome: Outcome | NotRun | undefined, short: boolean): string {
  return outcome === undefined ? "" : describeOutcome(outcome, short);
}
