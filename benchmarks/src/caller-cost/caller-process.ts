import { nextJob, tellParent } from "../child-process.ts";
import { SUBJECTS, type SubjectName } from "../write/subjects.ts";
import { createWorkload, type WorkloadOptions } from "../write/workload.ts";
import { summarise, type CallTimes } from "./time-calls.ts";

/** What the suite's child processes are started as. */
export const CALLER_PROCESS = "caller-cost-subject";

/** What a child process is told to do. */
export interface CallerJob extends WorkloadOptions {
  readonly subject: SubjectName;
  /** An empty folder for what it writes. */
  readonly dir: string;
}

/** What it answers. */
export interface CallerReport extends CallTimes {
  readonly thrown: number;
}

/** Calls between two visits to the event loop: about what a webhook's batch brings. */
const CALLS_PER_TURN = 64;

/** The child's side: logs the entries and times each call alone. */
export async function runCallerProcess(): Promise<void> {
  const { subject: name, dir, ...options } = await nextJob<CallerJob>();
  const { createSubject } = await SUBJECTS[name].load();
  const workload = createWorkload(options);
  const subject = await createSubject(dir);
  const callNs = new Float64Array(options.entries);
  let thrown = 0;
  for (let number = 0; number < options.entries; number += 1) {
    const message = workload(number);
    let takesMore = true;
    const before = process.hrtime.bigint();
    try {
      takesMore = subject.log(message);
    } catch {
      thrown += 1;
    }
    callNs[number] = Number(process.hrtime.bigint() - before);
    if (!takesMore) await subject.drained();
    if (number % CALLS_PER_TURN === 0) await new Promise(setImmediate);
  }
  await subject.finish();
  const report: CallerReport = { ...summarise(callNs), thrown };
  tellParent(report);
  // Some are still writing; the parent says when nothing comes any more.
  await nextJob();
  process.exit();
}
