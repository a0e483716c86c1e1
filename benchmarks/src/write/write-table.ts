import { markdownTable, NONE, whole } from "../markdown-table.ts";
import { median } from "../median.ts";
import type { Round } from "./compare.ts";
import type { Measurement } from "./measure-subject.ts";
import { cpuUs, ratePerSecond, ratioOf, type Figure } from "./ratios.ts";
import type { Scenario } from "./scenario.ts";
import { SUBJECTS, type SubjectName } from "./subjects.ts";

/** What a table shows. */
export interface TableInput {
  readonly scenario: Scenario;
  readonly subjects: readonly SubjectName[];
  readonly entries: number;
  readonly timeoutMs: number;
  readonly rounds: readonly Round[];
}

const HEAD = [
  "",
  "entries/s",
  "× log4js",
  "× pino",
  "× bare limit",
  "CPU µs an entry",
  "CPU × bare limit",
  "peak RSS MB",
  "lines on disk",
];
const LATE_MS = 50;

/** A scenario's table in Markdown, a row for each subject. */
export function formatTable(input: TableInput): string {
  const { scenario, subjects } = input;
  const table = markdownTable(
    HEAD,
    subjects.map((subject) => formatRow(input, subject)),
  );
  const title = `### ${whole(scenario.phones)} ${scenario.phones === 1 ? "phone" : "phones"}`;
  return `${title}\n\n${scenario.about}\n\n${table}`;
}

function formatRow(input: TableInput, subject: SubjectName): string[] {
  const { title } = SUBJECTS[subject];
  const runs = input.rounds.flatMap((round) => round.get(subject) ?? []);
  const unfinished = runs.find((run) => run.wallMs === undefined);
  if (unfinished !== undefined) return unfinishedRow(title, unfinished, input);
  // How fast lines were lost says nothing.
  const complete = runs.every((run) => run.distinct === input.entries);
  const rate = complete ? median(runs.map(ratePerSecond)) : undefined;
  const cpu = complete ? median(runs.map(cpuUs)) : undefined;
  const rss = median(runs.map((run) => (run.peakRssBytes ?? 0) / 1e6));
  const ratio = (base: SubjectName, figure: Figure): string =>
    ratioOf({ ...input, subject, base }, figure)?.toFixed(2) ?? NONE;
  return [
    title,
    whole(rate),
    ratio("log4js", ratePerSecond),
    ratio("pino", ratePerSecond),
    ratio("bare-limit", ratePerSecond),
    cpu?.toFixed(1) ?? NONE,
    ratio("bare-limit", cpuUs),
    whole(rss),
    onDisk(runs, input.entries),
  ];
}

function unfinishedRow(title: string, run: Measurement, { timeoutMs }: TableInput): string[] {
  const why =
    run.failure === "timeout"
      ? `did not finish in ${timeoutMs / 1000} s`
      : `the process ended: ${run.failure}`;
  return [title, ...HEAD.slice(2).map(() => NONE), `**${whole(run.distinct)}**, ${why}`];
}

function onDisk(runs: readonly Measurement[], entries: number): string {
  const fewest = Math.min(...runs.map((run) => run.distinct));
  const doubled = Math.max(...runs.map((run) => run.doubled));
  const thrown = Math.max(...runs.map((run) => run.thrown));
  const lateMs = Math.max(...runs.map((run) => run.lateMs));
  return [
    fewest === entries ? "all" : `**${whole(fewest)}**, ${whole(entries - fewest)} lost`,
    ...(thrown > 0 ? [`${whole(thrown)} calls threw`] : []),
    ...(doubled > 0 ? [`${whole(doubled)} doubled`] : []),
    ...(lateMs > LATE_MS ? [`still writing ${whole(lateMs)} ms after its end`] : []),
  ].join(", ");
}
