import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bytesOnDisk, countLines, type LinesOnDisk } from "./lines-on-disk.ts";
import type { SubjectDone, SubjectJob, SubjectReport, SubjectUsage } from "./subject-process.ts";

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
  /** How long lines went on coming after the subject said that it had finished. */
  readonly lateMs: number;
  /** Calls that threw into the bot. */
  readonly thrown: number;
  /** Why there is no time: `timeout`, or how the process ended. */
  readonly failure: string | undefined;
}

const POLL_MS = 20;
/** A file system that has not changed for this long has everything. */
const QUIET_MS = 300;

/** Runs a subject in a process and a folder of its own, and looks at what is on disk afterwards. */
export async function measureSubject(run: SubjectRun): Promise<Measurement> {
  const dir = mkdtempSync(join(tmpdir(), "bench-write-"));
  const child = startSubject(run, dir);
  const timer = setTimeout(() => child.kill("SIGKILL"), run.timeoutMs);
  try {
    const { done, usage, lastGrowthMs, failure } = await follow(child, dir, run);
    const lines = countLines(dir, run.entries);
    const finishedMs = done === undefined ? 0 : Math.max(done.finishedMs, lastGrowthMs);
    return {
      ...lines,
      wallMs: done === undefined ? undefined : finishedMs - done.startedMs,
      cpuMs: usage?.cpuMs,
      peakRssBytes: usage?.peakRssBytes,
      lateMs: done === undefined ? 0 : finishedMs - done.finishedMs,
      thrown: done?.thrown ?? 0,
      failure,
    };
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true });
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
  const ended = processEnd(child);
  const { descriptors: _, timeoutMs: __, ...job } = run;
  const answer = nextReport<SubjectDone>(child);
  child.send({ ...job, dir } satisfies SubjectJob);
  const done = await Promise.race([answer, ended]);
  if (typeof done === "string") {
    const failure = [done, complaint()].filter((text) => text !== "").join(": ");
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

/** Waits until the files have stopped growing; returns when they last grew, 0 if they did not. */
async function quiet(dir: string): Promise<number> {
  let bytes = bytesOnDisk(dir);
  let lastGrowthMs = 0;
  let quietSinceMs = performance.now();
  while (performance.now() - quietSinceMs < QUIET_MS) {
    await sleep(POLL_MS);
    const now = bytesOnDisk(dir);
    if (now === bytes) continue;
    bytes = now;
    lastGrowthMs = performance.timeOrigin + performance.now();
    quietSinceMs = performance.now();
  }
  return lastGrowthMs;
}

function startSubject({ descriptors }: SubjectRun, dir: string): ChildProcess {
  const node = [process.execPath, process.argv[1] ?? "", "write-subject"] as const;
  // The shell sets the limit and becomes the process, so signals reach the process itself.
  const words =
    process.platform === "win32"
      ? node
      : (["/bin/sh", "-c", `ulimit -n ${descriptors} && exec "$0" "$@"`, ...node] as const);
  const [command, ...args] = words;
  return spawn(command, args, {
    cwd: dir,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: withoutLogSettings(process.env),
  });
}

/** The writer takes defaults from the environment; a run must not depend on whose it is. */
function withoutLogSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("LOG_")));
}

function nextReport<Report extends SubjectReport>(child: ChildProcess): Promise<Report> {
  return new Promise((resolve) => child.once("message", (report) => resolve(report as Report)));
}

/** Resolves with how the process ended. */
function processEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => {
      // 13: the event loop ran empty although something was still awaited.
      const how = code === 13 ? "waits for ever" : `exit code ${code}`;
      resolve(signal === null ? how : "timeout");
    });
  });
}

/** Finds the first error that a process complains of; some say the same one thousands of times. */
function readComplaint(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    if (text.length < MAX_COMPLAINT_CHARS) text += chunk;
  });
  // Without the path that follows the comma: its folder is gone by the time this is read.
  return () => (/\bE[A-Z]{3,}: [^,\n]*/.exec(text) ?? /^\w*Error\b.*/m.exec(text))?.[0] ?? "";
}

const MAX_COMPLAINT_CHARS = 4_000;
