import { markdownTable, NONE, whole } from "../markdown-table.ts";
import { median } from "../median.ts";
import type { ReadSubject, ReadTarget } from "./comparison.ts";
import type { ComparisonResult, ReadRound } from "./run-rounds.ts";

/** The targets of some comparisons, each with what came out. */
export function formatReadTargets(results: readonly ComparisonResult[]): string {
  const rows = results.flatMap((result) =>
    result.comparison.targets.map((target) => targetRow(result, target)),
  );
  return `### Targets\n\n${markdownTable(["", "may be", "measured", ""], rows)}`;
}

function targetRow({ comparison, rounds }: ComparisonResult, target: ReadTarget): string[] {
  const titleOf = (id: string): string =>
    comparison.subjects.find((subject) => subject.id === id)?.title ?? id;
  const ratio = ratioOf(rounds, target.subject, target.base);
  return [
    `${comparison.title}: time, × ${titleOf(target.base)}`,
    digits(target.limit),
    ratio === undefined ? NONE : digits(ratio),
    verdict(ratio, target.limit),
  ];
}

function verdict(ratio: number | undefined, limit: number): string {
  if (ratio === undefined) return "not measured";
  return ratio <= limit ? "met" : "**not met**";
}

/** The table of one comparison: medians, and what log-cli takes in multiples of each. */
export function formatComparison({ comparison, rounds, found, missing }: ComparisonResult): string {
  const rows = comparison.subjects.map((subject) => {
    if (subject.cannot !== undefined) return untimed(subject, `cannot: ${subject.cannot}`);
    return missing.has(subject.id) ? untimed(subject, "not installed") : timesRow(subject, rounds);
  });
  const answers = found === undefined ? "" : ` All find ${whole(found)} entries.`;
  const head = ["", "median ms", "fastest ms", "log-cli takes, times this"];
  const table = markdownTable(head, rows);
  return `### ${comparison.title}\n\n${comparison.about}${answers}\n\n${table}`;
}

function untimed({ title }: ReadSubject, why: string): string[] {
  return [title, NONE, NONE, why];
}

function timesRow({ id, title }: ReadSubject, rounds: readonly ReadRound[]): string[] {
  const times = rounds.flatMap((round) => round.get(id) ?? []);
  const ratio = ratioOf(rounds, "log-cli", id);
  return [
    title,
    whole(median(times)),
    times.length === 0 ? NONE : whole(Math.min(...times)),
    ratio === undefined ? NONE : digits(ratio),
  ];
}

/** The median of the ratios within the rounds, so that a slow minute of the machine falls on both. */
function ratioOf(rounds: readonly ReadRound[], subject: string, base: string): number | undefined {
  const ratios = rounds.flatMap((round) => {
    const [own, other] = [round.get(subject), round.get(base)];
    return own === undefined || other === undefined ? [] : [own / other];
  });
  return median(ratios);
}

function digits(ratio: number): string {
  return ratio.toFixed(ratio < 0.1 ? 3 : 2);
}
