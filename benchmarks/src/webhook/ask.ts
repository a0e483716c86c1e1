import { setTimeout as sleep } from "node:timers/promises";
import { CONNECTIONS, type WebhookSubject } from "./webhook-subject.ts";

/**
 * Posts `count` deliveries, as many at a time as there are connections: the next as soon as an answer
 * has come.
 * @returns how long each was under way
 */
export async function askSaturated(subject: WebhookSubject, count: number): Promise<number[]> {
  const latenciesUs: number[] = [];
  let left = count;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      latenciesUs.push(await timedPost(subject));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  return latenciesUs;
}

/**
 * Posts `count` deliveries at a rate, whether answers have come or not: waiting for a free connection
 * counts. How late this process's own timer is does not.
 * @returns how long each was under way
 */
export async function askAtRate(
  subject: WebhookSubject,
  count: number,
  perSecond: number,
): Promise<number[]> {
  const startedAtMs = performance.now();
  const asked: Promise<number>[] = [];
  while (asked.length < count) {
    const dueAtMs = startedAtMs + (asked.length * 1000) / perSecond;
    const waitMs = dueAtMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    else asked.push(timedPost(subject));
  }
  return Promise.all(asked);
}

async function timedPost(subject: WebhookSubject): Promise<number> {
  const startedAtMs = performance.now();
  await subject.post();
  return (performance.now() - startedAtMs) * 1000;
}
