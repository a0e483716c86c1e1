import fs from "node:fs";
import { open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const BYTES_PER_MS = 8_000;
/** Timers are no finer: what is due sooner goes at once, and the next waits the longer. */
const LEAST_WAIT_MS = 2;

/** When the disk has done what it was given, on the monotonic clock. */
let freeAtMs = 0;

/**
 * Makes the disk of this process slow: everything that is written, by whichever of Node's calls, goes
 * through one queue at 8 MB a second. To be called before a logger is loaded.
 */
export async function slowDown(): Promise<void> {
  slowCallbacks(fs as unknown as Callbacks);
  slowSync(fs as unknown as Callbacks);
  await slowHandles();
  syncBuiltinESMExports();
}

type Callbacks = Record<string, (...args: unknown[]) => unknown>;

function slowCallbacks(calls: Callbacks): void {
  for (const name of ["write", "writev"]) {
    const call = calls[name];
    if (call === undefined) continue;
    calls[name] = (...args): void => {
      const waitMs = turnMs(args);
      if (waitMs === 0) return void call(...args);
      setTimeout(() => call(...args), waitMs);
    };
  }
}

function slowSync(calls: Callbacks): void {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (const name of ["writeSync", "writevSync"]) {
    const call = calls[name];
    if (call === undefined) continue;
    calls[name] = (...args) => {
      Atomics.wait(sleeper, 0, 0, turnMs(args));
      return call(...args);
    };
  }
}

async function slowHandles(): Promise<void> {
  const handle = await open("/dev/null", "r");
  const calls = Object.getPrototypeOf(handle) as Callbacks;
  await handle.close();
  for (const name of ["write", "writev"]) {
    const call = calls[name];
    if (call === undefined) continue;
    calls[name] = async function slowed(this: unknown, ...args: unknown[]) {
      const waitMs = turnMs(args);
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      return call.apply(this, args);
    };
  }
}

/** How long a write has to wait until it is through. */
function turnMs(args: readonly unknown[]): number {
  const nowMs = performance.now();
  freeAtMs = Math.max(freeAtMs, nowMs) + sizeOf(args) / BYTES_PER_MS;
  const waitMs = freeAtMs - nowMs;
  return waitMs < LEAST_WAIT_MS ? 0 : waitMs;
}

/** Bytes that a call writes: its arguments are a buffer and a range, a text, or several buffers. */
function sizeOf(args: readonly unknown[]): number {
  const at = args.findIndex((value) => typeof value === "object" || typeof value === "string");
  const what = args[at];
  if (typeof what === "string") return Buffer.byteLength(what);
  if (Array.isArray(what)) return what.reduce((sum: number, part) => sum + sizeOf([part]), 0);
  const length = args[at + 2];
  return typeof length === "number" ? length : (what as Uint8Array).byteLength;
}
