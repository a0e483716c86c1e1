import { setTimeout as sleep } from "node:timers/promises";
import { openLogs } from "@org/log-reader";
import { nextJob, tellParent } from "../child-process.ts";

/** What the suite's follower is started as. */
export const FOLLOW_PROCESS = "follow-process";

/** What a follower is told first: it then says `{}` when it has seen the first message. */
export interface FollowJob {
  readonly dir: string;
  /** How long nothing is logged, to see what waiting costs. */
  readonly idleMs: number;
}

/** What a follower says after the idle time. */
export interface IdleReport {
  /** CPU time of all threads, as a share of one core. */
  readonly cores: number;
}

/** What it is told then, as often as wanted: how many messages come; none to end it. */
export interface PhaseJob {
  readonly messages: number;
}

/** What it says when it has them. */
export interface PhaseReport {
  /** From the bot's call to the entry, in ms. */
  readonly latenciesMs: readonly number[];
  /** Messages that came twice. */
  readonly doubled: number;
}

/** Follows a folder's messages. Their text is `number time`, the time as {@link preciseNow} tells it. */
export async function runFollowProcess(): Promise<void> {
  const { dir, idleMs } = await nextJob<FollowJob>();
  const logs = openLogs({ dir });
  const entries = logs.follow();
  const first = entries.next();
  tellParent({});
  await first;
  let next = entries.next();
  tellParent((await idle(idleMs)) satisfies IdleReport);
  for (;;) {
    const { messages } = await nextJob<PhaseJob>();
    if (messages === 0) break;
    const latenciesMs: number[] = [];
    const seen = new Set<string>();
    while (latenciesMs.length < messages) {
      const { value } = await next;
      next = entries.next();
      const [number = "", sentAt] = String(value?.msg).split(" ");
      latenciesMs.push(preciseNow() - Number(sentAt));
      seen.add(number);
    }
    tellParent({ latenciesMs, doubled: messages - seen.size } satisfies PhaseReport);
  }
  await logs.close();
  process.disconnect();
}

/** The time in ms with fractions, comparable between processes of one machine. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

async function idle(idleMs: number): Promise<IdleReport> {
  const before = process.cpuUsage();
  const beganMs = performance.now();
  await sleep(idleMs);
  const { user, system } = process.cpuUsage(before);
  return { cores: (user + system) / 1000 / (performance.now() - beganMs) };
}
