import { nextJob, tellParent } from "../child-process.ts";
import { openDescriptors } from "../open-descriptors.ts";
import { createWorkload, type WorkloadOptions } from "./workload.ts";
import { SUBJECTS, type SubjectName } from "./subjects.ts";
import type { Subject } from "./subject.ts";

/** What the write suite's child processes are started as. */
export const SUBJECT_PROCESS = "write-subject";

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
  readonly peakDescriptors: number | undefined;
}

/** Entries between two visits to the event loop: about what a webhook's batch brings. */
const ENTRIES_PER_TURN = 64;
/** Entries between two looks at the descriptors: a look costs as much as a few entries. */
const ENTRIES_PER_LOOK = 6_400;

/**
 * The child's side of a measurement: does the one job it is sent, says so, and then waits to be asked
 * for its usage, since what the subject does after its own end counts too.
 */
export async function runSubjectProcess(): Promise<void> {
  const { subject: name, dir, ...options } = await nextJob<SubjectJob>();
  const { createSubject } = await SUBJECTS[name].load();
  const workload = createWorkload(options);
  const subject = await createSubject(dir);
  const cpuBefore = process.cpuUsage();
  const startedMs = now();
  const { thrown, peakDescriptors } = await writeAll(subject, workload, options.entries);
  await subject.finish();
  tellParent({ kind: "done", startedMs, finishedMs: now(), thrown } satisfies SubjectDone);
  await nextJob();
  const { user, system } = process.cpuUsage(cpuBefore);
  const peakRssBytes = process.resourceUsage().maxRSS * 1024;
  const usage: SubjectUsage = {
    kind: "usage",
    cpuMs: (user + system) / 1000,
    peakRssBytes,
    peakDescriptors,
  };
  tellParent(usage, () => process.exit());
}

async function writeAll(
  subject: Subject,
  workload: ReturnType<typeof createWorkload>,
  entries: number,
): Promise<{ thrown: number; peakDescriptors: number | undefined }> {
  let thrown = 0;
  let peakDescriptors: number | undefined;
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
    if ((number + 1) % ENTRIES_PER_LOOK !== 0) continue;
    const descriptors = openDescriptors();
    if (descriptors !== undefined) peakDescriptors = Math.max(peakDescriptors ?? 0, descriptors);
  }
  return { thrown, peakDescriptors };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
