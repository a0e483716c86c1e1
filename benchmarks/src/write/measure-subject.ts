import type { ChildProcess } from "node:child_process";
import { childEnd, nextReport, readComplaint, startChild } from "../child-process.ts";
import { makeRunFolder } from "../run-folder.ts";
import { countLines, type LinesOnDisk } from "./lines-on-disk.ts";
import { quiet } from "./quiet.ts";
import {
  SUBJECT_PROCESS,
  type SubjectDone,
  type SubjectJob,
  type SubjectUsage,
} from "./subject-process.ts";

/** One run of one subject. */
export interface SubjectRun extends Omit<SubjectJob, "dir"> {
  /** Descriptors the process may have (`ulimit -n`); not on Windows. */
  readonly descriptors: number;
  readonly timeoutMs: number;
}

/** How a run went. */
export interface Measurement extends LinesOnDisk {
  /** From the first call until all that came was on disk; `undefined` if the subject did not end. */
  readonly wallMs: number | undefined;
  readonly cpuMs: number | undefined;
  readonly peakRssBytes: number | undefined;
  /** Most descriptors seen while logging; `undefined` where the system does not tell (not Linux). */
  readonly peakDescriptors: number | undefined;
  /** How long lines went on coming after the subject said that it had finished. */
  readonly lateMs: number;
  /** Calls that threw into the bot. */
  readonly thrown: number;
  /** Why there is no time: `timeout`, or how the process ended. */
  readonly failure: string | undefined;
}

/** Runs a subject in a process and a folder of its own, and looks at what is on disk afterwards. */
export async function measureSubject(run: SubjectRun): Promise<Measurement> {
  const dir = makeRunFolder("bench-write-");
  const { descriptors, timeoutMs } = run;
  const child = startChild({ role: SUBJECT_PROCESS, cwd: dir, descriptors });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  try {
    const { done, usage, lastGrowthMs, failure } = await follow(child, dir, run);
    const lines = countLines(dir, run.entries);
    const finishedMs = done === undefined ? 0 : Math.max(done.finishedMs, lastGrowthMs);
    return {
      ...lines,
      wallMs: done === undefined ? undefined : finishedMs - done.startedMs,
      cpuMs: usage?.cpuMs,
      peakRssBytes: usage?.peakRssBytes,
      peakDescriptors: usage?.peakDescriptors,
      lateMs: done === undefined ? 0 : finishedMs - done.finishedMs,
      thrown: done?.thrown ?? 0,
      failure,
    };
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

interface Followed {
  readonly done: SubjectDone | undefined;
  readonly usage: SubjectUsage | undefined;
  readonly lastGrowthMs: number;
  readonly failure: string | undefined;
}

async function follow(child: ChildProcess, dir: string, run: SubjectRun): Promise<Followed> {
  const complaint = readComplaint(child);
  const ended = childEnd(child);
  const { descriptors: _, timeoutMs: __, ...job } = run;
  const answer = nextReport<SubjectDone>(child);
  child.send({ ...job, dir } satisfies SubjectJob);
  const done = await Promise.race([answer, ended]);
  if (typeof done === "string") {
    const how = done === "SIGKILL" ? "timeout" : done;
    const failure = [how, complaint()].filter((text) => text !== "").join(": ");
    return { done: undefined, usage: undefined, lastGrowthMs: 0, failure };
  }
  const lastGrowthMs = await quiet(dir);
  const usage = nextReport<SubjectUsage>(child);
  child.send({});
  const told = await Promise.race([usage, ended]);
  await ended;
  return {
    done,
    usage: typeof told === "string" ? undefined : told,
    lastGrowthMs,
    failure: undefined,
  };
}
