import { markdownTable, NONE } from "../markdown-table.ts";
import type { Round } from "./compare.ts";
import { cpuUs, ratePerSecond, ratioOf, type Figure } from "./ratios.ts";
import { SUBJECTS, type SubjectName } from "./subjects.ts";

/** What log-writer is meant to reach in one of the tables, as a ratio to another. */
interface Target {
  readonly phones: number;
  readonly base: SubjectName;
  readonly figure: "entries/s" | "CPU an entry";
  readonly limit: number;
}

const TARGETS: readonly Target[] = [
  { phones: 1, base: "pino", figure: "entries/s", limit: 1.2 },
  { phones: 1_000, base: "log4js", figure: "entries/s", limit: 1.8 },
  { phones: 1_000, base: "pino", figure: "entries/s", limit: 1 },
  { phones: 1_000, base: "bare-limit", figure: "CPU an entry", limit: 1.25 },
  { phones: 10_000, base: "bare-limit", figure: "entries/s", limit: 0.8 },
];

const FIGURES: Readonly<Record<Target["figure"], Figure>> = {
  "entries/s": ratePerSecond,
  "CPU an entry": cpuUs,
};

/** Rounds of one number of phones. */
export interface ScenarioRounds {
  readonly phones: number;
  readonly entries: number;
  readonly rounds: readonly Round[];
}

/** The targets whose figures have been measured, each with what came out; empty if there are none. */
export function formatTargets(results: readonly ScenarioRounds[]): string {
  const rows = TARGETS.flatMap((target) => {
    const result = results.find(({ phones }) => phones === target.phones);
    return result === undefined ? [] : [formatRow(target, result)];
  });
  const head = ["@org/log-writer", "target", "measured", ""];
  return rows.length === 0 ? "" : `### Targets\n\n${markdownTable(head, rows)}`;
}

function formatRow(target: Target, { entries, rounds }: ScenarioRounds): string[] {
  const { phones, base, figure, limit } = target;
  const pair = { rounds, entries, subject: "log-writer", base } as const;
  const ratio = ratioOf(pair, FIGURES[figure]);
  const atMost = figure === "CPU an entry";
  const title = `${phones.toLocaleString("en-US")} ${phones === 1 ? "phone" : "phones"}`;
  return [
    `${title}: ${figure}, × ${SUBJECTS[base].title}`,
    `${atMost ? "at most" : "at least"} ${limit.toFixed(2)}`,
    ratio?.toFixed(2) ?? NONE,
    verdict(ratio, limit, atMost),
  ];
}

function verdict(ratio: number | undefined, limit: number, atMost: boolean): string {
  if (ratio === undefined) return "not measured";
  return (atMost ? ratio <= limit : ratio >= limit) ? "met" : "**not met**";
}
