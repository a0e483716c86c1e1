import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** Who reads the output of a search. */
export interface Consumer {
  readonly title: string;
  /** What it waits after every piece it takes. */
  readonly pauseMs: number;
  /** When it has seen enough and closes the pipe. */
  readonly endsAfterMs?: number;
}

/** What a search that finds everything took. */
export interface MatchAllRun {
  /** From the start of the process to the first whole line. */
  readonly firstLineMs: number;
  readonly wallMs: number;
  readonly bytes: number;
  readonly lines: number;
  /** The most memory the process had, its threads' included. */
  readonly peakRssBytes: number;
}

const LINE_FEED = 0x0a;
/** Says at the end of a process, on the fourth descriptor, how much memory it had at most. */
const TELL_PEAK =
  "data:text/javascript," +
  encodeURIComponent(
    'import { writeSync } from "node:fs";' +
      'process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));',
  );

/**
 * Runs a command in Node and reads what it says as a consumer would.
 * @throws {Error} if it fails or says nothing
 */
export async function runMatchAll(
  command: readonly string[],
  { pauseMs, endsAfterMs = Number.POSITIVE_INFINITY }: Consumer,
): Promise<MatchAllRun> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", TELL_PEAK, ...command], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const complaint = text(child.stdio[2] as Readable);
  const peak = text(child.stdio[3] as Readable);
  let [bytes, lines, firstLineMs] = [0, 0, Number.NaN];
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    lines += countFeeds(chunk);
    if (Number.isNaN(firstLineMs) && lines > 0) firstLineMs = performance.now() - began;
    if (performance.now() - began > endsAfterMs) break;
    if (pauseMs > 0) await sleep(pauseMs);
  }
  const code = await ended;
  const wallMs = performance.now() - began;
  if (code !== 0 || lines === 0) throw new Error(`ended with ${code}: ${await complaint}`);
  return { firstLineMs, wallMs, bytes, lines, peakRssBytes: Number(await peak) * 1024 };
}

function countFeeds(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) {
    count += 1;
  }
  return count;
}
