import { median } from "../median.ts";
import type { Round } from "./compare.ts";
import type { Measurement } from "./measure-subject.ts";
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
  "× bare limit",
  "CPU µs an entry",
  "CPU × bare limit",
  "peak RSS MB",
  "lines on disk",
];
const NONE = "–";
const LATE_MS = 50;

/** A scenario's table in Markdown, a row for each subject. */
export function formatTable(input: TableInput): string {
  const { scenario, subjects } = input;
  const rows = subjects.map((subject) => formatRow(input, subject));
  const lines = [HEAD, ["---", ...HEAD.slice(1).map(() => "---:")], ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  const title = `### ${count(scenario.phones)} ${scenario.phones === 1 ? "phone" : "phones"}`;
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
  return [
    title,
    whole(rate),
    ratio(input, subject, "log4js", ratePerSecond),
    ratio(input, subject, "bare-limit", ratePerSecond),
    cpu?.toFixed(1) ?? NONE,
    ratio(input, subject, "bare-limit", cpuUs),
    whole(rss),
    onDisk(runs, input.entries),
  ];
}

function unfinishedRow(title: string, run: Measurement, { timeoutMs }: TableInput): string[] {
  const why =
    run.failure === "timeout"
      ? `did not finish in ${timeoutMs / 1000} s`
      : `the process ended: ${run.failure}`;
  return [title, NONE, NONE, NONE, NONE, NONE, NONE, `**${count(run.distinct)}**, ${why}`];
}

function onDisk(runs: readonly Measurement[], entries: number): string {
  const fewest = Math.min(...runs.map((run) => run.distinct));
  const doubled = Math.max(...runs.map((run) => run.doubled));
  const thrown = Math.max(...runs.map((run) => run.thrown));
  const lateMs = Math.max(...runs.map((run) => run.lateMs));
  return [
    fewest === entries ? "all" : `**${count(fewest)}**, ${count(entries - fewest)} lost`,
    ...(thrown > 0 ? [`${count(thrown)} calls threw`] : []),
    ...(doubled > 0 ? [`${count(doubled)} doubled`] : []),
    ...(lateMs > LATE_MS ? [`still writing ${whole(lateMs)} ms after its end`] : []),
  ].join(", ");
}

/** The median of the ratios within the rounds; none where one of the two has lost lines. */
function ratio(
  { rounds, entries }: TableInput,
  subject: SubjectName,
  base: SubjectName,
  figure: (run: Measurement) => number,
): string {
  const ratios = rounds.flatMap((round) => {
    const [own, other] = [round.get(subject), round.get(base)];
    if (own?.distinct !== entries || other?.distinct !== entries) return [];
    if (own.wallMs === undefined || other.wallMs === undefined) return [];
    return [figure(own) / figure(other)];
  });
  return median(ratios)?.toFixed(2) ?? NONE;
}

function ratePerSecond({ distinct, wallMs }: Measurement): number {
  return wallMs === undefined ? 0 : (distinct / wallMs) * 1000;
}

function cpuUs({ distinct, cpuMs }: Measurement): number {
  return cpuMs === undefined || distinct === 0 ? 0 : (cpuMs * 1000) / distinct;
}

function whole(value: number | undefined): string {
  return value === undefined ? NONE : count(Math.round(value));
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
