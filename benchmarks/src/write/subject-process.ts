import { createWorkload, type WorkloadOptions } from "./workload.ts";
import { SUBJECTS, type SubjectName } from "./subjects.ts";
import type { Subject } from "./subject.ts";

/** What a child process is told to do. */
export interface SubjectJob extends WorkloadOptions {
  readonly subject: SubjectName;
  /** An empty folder for what it writes. */
  readonly dir: string;
}

/** When everything was logged and the subject had ended itself, in ms since 1970 with fractions. */
export interface SubjectDone {
  readonly kind: "done";
  readonly startedMs: number;
  readonly finishedMs: number;
  /** Calls that threw: the bot goes on without these entries. */
  readonly thrown: number;
}

/** What the process took from the first call on, told when the parent asks. */
export interface SubjectUsage {
  readonly kind: "usage";
  readonly cpuMs: number;
  readonly peakRssBytes: number;
}

/** What a child process says to its parent. */
export type SubjectReport = SubjectDone | SubjectUsage;

/** Entries between two visits to the event loop: about what a webhook's batch brings. */
const ENTRIES_PER_TURN = 64;

/**
 * The child's side of a measurement: does the one job it is sent, says so, and then waits to be asked
 * for its usage, since what the subject does after its own end counts too.
 */
export async function runSubjectProcess(): Promise<void> {
  const { subject: name, dir, ...options } = await message<SubjectJob>();
  const { createSubject } = await SUBJECTS[name].load();
  const workload = createWorkload(options);
  const subject = await createSubject(dir);
  const cpuBefore = process.cpuUsage();
  const startedMs = now();
  const thrown = await writeAll(subject, workload, options.entries);
  await subject.finish();
  tell({ kind: "done", startedMs, finishedMs: now(), thrown });
  await message();
  const { user, system } = process.cpuUsage(cpuBefore);
  const peakRssBytes = process.resourceUsage().maxRSS * 1024;
  tell({ kind: "usage", cpuMs: (user + system) / 1000, peakRssBytes }, () => process.exit());
}

async function writeAll(
  subject: Subject,
  workload: ReturnType<typeof createWorkload>,
  entries: number,
): Promise<number> {
  let thrown = 0;
  for (let number = 0; number < entries; number += 1) {
    let takesMore = true;
    try {
      takesMore = subject.log(workload(number));
    } catch {
      // Some throw where they have no file. A careful bot survives that; what is lost is counted.
      thrown += 1;
    }
    if (!takesMore) await subject.drained();
    if (number % ENTRIES_PER_TURN === 0) await new Promise(setImmediate);
  }
  return thrown;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function message<Message>(): Promise<Message> {
  return new Promise((resolve) => process.once("message", resolve));
}

function tell(report: SubjectReport, done?: () => void): void {
  process.send?.(report, undefined, undefined, done);
}
