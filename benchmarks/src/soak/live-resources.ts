import { createHook } from "node:async_hooks";

/** What a process holds on to besides memory and descriptors. */
export interface LiveResources {
  readonly timers: number;
  /** Everything else that is under way: requests to the system, handles. */
  readonly others: number;
}

/** Come and go by the thousand, within a turn of the event loop or with the garbage. */
const FLEETING: ReadonlySet<string> = new Set(["PROMISE", "TickObject", "Immediate", "Microtask"]);

/**
 * Counts from now on what is made and not destroyed. Timers that do not keep the process alive are
 * counted too, which `process.getActiveResourcesInfo` does not do.
 */
export function watchResources(): () => LiveResources {
  const live = new Map<number, string>();
  createHook({
    init(asyncId, type) {
      if (!FLEETING.has(type)) live.set(asyncId, type);
    },
    destroy: (asyncId) => void live.delete(asyncId),
  }).enable();
  return () => {
    const timers = [...live.values()].filter((type) => type === "Timeout").length;
    return { timers, others: live.size - timers };
  };
}
