import { setTimeout as sleep } from "node:timers/promises";
import { createLogWriter, type LogWriter } from "@org/log-writer";
import { nextJob, tellParent } from "../child-process.ts";
import { untilMidnightMs } from "../midnight.ts";
import { openDescriptors } from "../open-descriptors.ts";
import { createWorkload, type Workload } from "../write/workload.ts";
import { watchResources, type LiveResources } from "./live-resources.ts";

/** What the suite's child process is started as. */
export const SOAK_BOT = "soak-bot";

/** A normal bot's day. */
export interface SoakJob {
  readonly dir: string;
  /** How long the bot's day is, in its own hours. */
  readonly hours: number;
  /** How much faster than life. */
  readonly speed: number;
  readonly phones: number;
  readonly messagesPerSecond: number;
}

/** How the bot stood at one time of its day. */
export interface Sample extends LiveResources {
  readonly hour: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** `undefined` where the system does not tell. */
  readonly descriptors: number | undefined;
}

/** What the bot says in the end. */
export interface SoakReport {
  readonly samples: readonly Sample[];
  /** Before there was a writer. */
  readonly before: Sample;
  /** After `close()`. */
  readonly closed: Sample;
  readonly messages: number;
}

const HOUR_MS = 3_600_000;
/** How long log-writer keeps an unused file open, unless told otherwise. */
const IDLE_CLOSE_MS = 30_000;
const TICK_MS = 10;
const SAMPLES = 100;
const TURNS_TO_SETTLE = 5;
const MESSAGES_PER_REQUEST = 5;
const MESSAGES_PER_EVENT = 50;

/** The child's side: logs a day at speed, midnight in its middle, and looks at itself. */
export async function runSoakBot(): Promise<void> {
  const job = await nextJob<SoakJob>();
  const { dir, hours, speed, phones } = job;
  const messages = Math.round(hours * 3600 * job.messagesPerSecond);
  const workload = createWorkload({ entries: messages, phones });
  const look = watchBot();
  const before = look(0);
  // What the writer counts in its own seconds passes as fast as the bot's day.
  const logs = createLogWriter({
    dir,
    timeZone: "Europe/Rome",
    idleCloseMs: Math.max(Math.round(IDLE_CLOSE_MS / speed), 1),
  });
  const durationMs = (hours * HOUR_MS) / speed;
  const dayStartsMs = lastMidnightMs() - (hours * HOUR_MS) / 2;
  const startedMs = performance.now();
  const samples: Sample[] = [];
  for (let done = 0; done < messages;) {
    const share = Math.min((performance.now() - startedMs) / durationMs, 1);
    const due = Math.round(messages * share);
    const time = new Date(dayStartsMs + share * hours * HOUR_MS);
    for (; done < due; done += 1) logOne(logs, workload, { number: done, time });
    if (share * SAMPLES >= samples.length + 1) samples.push(look(share * hours));
    await sleep(TICK_MS);
  }
  await logs.close();
  // Node tells of a timer's end a turn later.
  for (let turn = 0; turn < TURNS_TO_SETTLE; turn += 1) await new Promise(setImmediate);
  const report: SoakReport = { samples, before, closed: look(hours), messages };
  tellParent(report, () => process.exit());
}

/** A message; with it, now and then, the request it came with and an event of the bot's own. */
function logOne(
  logs: LogWriter,
  workload: Workload,
  { number, time }: { readonly number: number; readonly time: Date },
): void {
  logs.logWhatsAppMessage({ ...workload(number), time });
  if (number % MESSAGES_PER_REQUEST === 0) {
    logs.logRequest({ method: "POST", url: "/webhook", status: 200, durationMs: 3 });
  }
  if (number % MESSAGES_PER_EVENT === 0) logs.appLogger.info({ number }, "still here");
}

function watchBot(): (hour: number) => Sample {
  const resources = watchResources();
  return (hour) => {
    // Only what is still needed counts as memory; needs --expose-gc.
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    const descriptors = openDescriptors();
    return { hour, rssBytes: rss, heapBytes: heapUsed + external, descriptors, ...resources() };
  };
}

function lastMidnightMs(): number {
  const nowMs = Date.now();
  return nowMs + untilMidnightMs(nowMs) - 24 * HOUR_MS;
}
