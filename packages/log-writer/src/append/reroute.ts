import type { Calendar, DayFile } from "@org/log-core";
import { lineTime } from "../entry/line-time.ts";
import type { Target } from "./target.ts";
import type { TargetMap } from "./target-map.ts";

/** Level and time come first; a level of the bot's own may have a long name. */
const BEGINNING_BYTES = 256;

/** A target that may have another day. */
type DayTarget = Target & { readonly name: DayFile };

/**
 * Gives lines that wait to targets of the days that they have in another calendar: the folder has
 * turned out to have another zone than the one they were logged with. No file may have been opened yet.
 * Whoever waits for lines waits for them where they are now.
 * @returns the targets that have lines now; new ones, also where the day is the same
 */
export function reroute(
  pending: Iterable<Target>,
  map: TargetMap,
  calendar: Calendar,
): Set<Target> {
  const all = [...pending];
  // Day by day: a day may get lines of two, which are to stay in their order.
  const old = all.filter(isOfDay).toSorted((a, b) => (a.name.day < b.name.day ? -1 : 1));
  // Forgotten before the first line finds its new target.
  for (const { name } of old) map.forget(name);
  const rerouted = new Set(all.filter((target) => !isOfDay(target)));
  for (const target of old) {
    const reached = moveLines(target, map, calendar);
    for (const to of reached) rerouted.add(to);
    for (const { done } of target.waiters.splice(0)) waitForAll(reached, done);
  }
  return rerouted;
}

function isOfDay(target: Target): target is DayTarget {
  return target.name.log !== "aliases";
}

function moveLines({ name, queue }: DayTarget, map: TargetMap, calendar: Calendar): Set<Target> {
  const reached = new Set<Target>();
  queue.moveTo((line) => {
    const timeMs = lineTime(line.toString("latin1", 0, BEGINNING_BYTES));
    const day = timeMs === undefined ? name.day : calendar.dayOf(timeMs);
    const to = map.get(name.log, name.key, day);
    reached.add(to);
    return to.queue;
  });
  return reached;
}

/** Tells a waiter when all that some targets have now is written, or the first error. */
function waitForAll(targets: ReadonlySet<Target>, done: (error: Error | null) => void): void {
  let left = targets.size;
  const settle = (error: Error | null): void => {
    if (left === 0) return;
    left = error === null ? left - 1 : 0;
    if (left === 0) done(error);
  };
  for (const target of targets) target.waiters.push({ lines: target.queue.entries, done: settle });
}
