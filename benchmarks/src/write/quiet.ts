import { setTimeout as sleep } from "node:timers/promises";
import { bytesOnDisk } from "./lines-on-disk.ts";

const POLL_MS = 20;
/** A file system that has not changed for this long has everything. */
const QUIET_MS = 300;

/** Waits until the files have stopped growing; returns when they last grew, 0 if they did not. */
export async function quiet(dir: string): Promise<number> {
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
