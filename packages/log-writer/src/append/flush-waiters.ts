import type { Target } from "./target.ts";

/** Tells those who wait for a target that its first `lines` lines are in the file. */
export function settleWaiters(target: Target, lines: number): void {
  // Off the target first: one that is told may come back with another wish.
  const told = target.waiters.filter((waiter) => (waiter.lines -= lines) <= 0);
  if (told.length === 0) return;
  target.waiters = target.waiters.filter((waiter) => waiter.lines > 0);
  for (const waiter of told) waiter.done(null);
}

/** Tells those who wait for a target why its lines are not in the file. */
export function failWaiters(target: Target, error: Error): void {
  const { waiters } = target;
  target.waiters = [];
  for (const waiter of waiters) waiter.done(error);
}
