import { parseArgs } from "node:util";
import { childEnd, nextReport, readComplaint, startChild } from "../child-process.ts";
import { describeMachine, describePeers } from "../machine.ts";
import { markdownTable, whole } from "../markdown-table.ts";
import { median } from "../median.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { rotate } from "../rotate.ts";
import { makeRunFolder } from "../run-folder.ts";
import { parseCount, type Suite } from "../suite.ts";
import { countLines } from "../write/lines-on-disk.ts";
import { quiet } from "../write/quiet.ts";
import { SUBJECTS, type SubjectName } from "../write/subjects.ts";
import { CALLER_PROCESS, type CallerJob, type CallerReport } from "./caller-process.ts";

const COMPARED = [
  "log-writer",
  "pino",
  "pino-roll",
  "log4js",
  "rotating-file-stream",
  "winston",
] as const;
const PHONES = [1, 1_000] as const;
const DESCRIPTORS = 4_096;
const TIMEOUT_MS = 60_000;

/** What is measured for one number of phones. */
interface Comparison {
  readonly phones: number;
  readonly entries: number;
  readonly repeats: number;
}

/** `pnpm bench caller-cost`: what a call costs the bot. */
export const CALLER_COST_SUITE: Suite = {
  about: "Times single calls: how long a bot stands still while it logs one message.",
  usage: "[--repeats N] [--entries N] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        repeats: { type: "string", default: "3" },
        entries: { type: "string", default: "50000" },
        save: { type: "boolean", default: false },
      },
    });
    const entries = parseCount("entries", values.entries);
    const repeats = parseCount("repeats", values.repeats);
    const loads = [loadNow()];
    const tables: string[] = [];
    const timerNs: number[] = [];
    for (const phones of PHONES) {
      const runs = await compareCalls({ phones, entries, repeats });
      tables.push(formatTable(phones, runs));
      timerNs.push(...[...runs.values()].flat().map((run) => run.timerNs));
      loads.push(loadNow());
    }
    const intro =
      `${describeMachine(loads)} ${describePeers()} ${entries.toLocaleString("en-US")} calls, medians of ` +
      `${repeats} interleaved rounds. Each figure holds ${whole(median(timerNs))} ns that ` +
      "the measurement itself takes.";
    publish("caller-cost", [intro, ...tables].join("\n\n"), values.save);
  },
};

async function compareCalls({
  phones,
  entries,
  repeats,
}: Comparison): Promise<ReadonlyMap<SubjectName, CallerReport[]>> {
  const runs = new Map<SubjectName, CallerReport[]>(COMPARED.map((subject) => [subject, []]));
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const subject of rotate(COMPARED, repeat)) {
      const report = await timeSubject({ subject, entries, phones });
      runs.get(subject)?.push(report);
      const { p50Ns, p99Ns } = report;
      progress(
        `${phones} phones, round ${repeat + 1}: ${subject} p50 ${p50Ns} ns, p99 ${p99Ns} ns`,
      );
    }
  }
  return runs;
}

/** @throws {Error} if not every entry is on disk afterwards: what was not written was not paid for */
async function timeSubject(job: Omit<CallerJob, "dir">): Promise<CallerReport> {
  const dir = makeRunFolder("bench-caller-");
  const child = startChild({ role: CALLER_PROCESS, cwd: dir, descriptors: DESCRIPTORS });
  const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT_MS);
  try {
    const complaint = readComplaint(child);
    const ended = childEnd(child);
    const report = nextReport<CallerReport>(child);
    child.send({ ...job, dir } satisfies CallerJob);
    const answer = await Promise.race([report, ended]);
    if (typeof answer === "string") throw new Error(`${job.subject}: ${answer} ${complaint()}`);
    await quiet(dir);
    child.send({});
    await ended;
    const { distinct } = countLines(dir, job.entries);
    if (distinct === job.entries) return answer;
    throw new Error(`${job.subject} wrote ${distinct} of ${job.entries} entries.`);
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

function formatTable(
  phones: number,
  runs: ReadonlyMap<SubjectName, readonly CallerReport[]>,
): string {
  const of = (subject: SubjectName, figure: keyof CallerReport): number =>
    median(runs.get(subject)?.map((run) => run[figure]) ?? []) ?? 0;
  const rows = COMPARED.map((subject) => [
    SUBJECTS[subject].title,
    whole(of(subject, "p50Ns")),
    (of(subject, "p50Ns") / of("pino", "p50Ns")).toFixed(2),
    whole(of(subject, "p99Ns")),
    (of(subject, "p99Ns") / of("pino", "p99Ns")).toFixed(2),
    whole(of(subject, "p999Ns")),
  ]);
  const head = ["one call", "p50 ns", "× pino", "p99 ns", "× pino", "p99.9 ns"];
  const title = `### ${whole(phones)} ${phones === 1 ? "phone" : "phones"}, one call`;
  return `${title}\n\n${markdownTable(head, rows)}`;
}
