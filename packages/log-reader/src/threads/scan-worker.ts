import { parentPort } from "node:worker_threads";
import { prepareJob, type JobScan } from "./job-scan.ts";
import { BatchUnpacker } from "./batch-unpacker.ts";
import type { BatchResult } from "./scan-job.ts";
import type { ScanAnswer, ScanMessage } from "./scan-message.ts";

const unpacker = new BatchUnpacker();
const jobs = new Map<number, Promise<JobScan>>();

parentPort?.on("message", (message: ScanMessage) => {
  if (message.kind === "job") jobs.set(message.job, prepareJob(message.spec));
  else if (message.kind === "end") jobs.delete(message.job);
  else if (message.kind === "close") parentPort?.close();
  else void answer(message);
});

send("ready", []);

async function answer({
  job,
  id,
  batch,
  time,
}: Extract<ScanMessage, { kind: "batch" }>): Promise<void> {
  const scan = await jobs.get(job);
  // Of a job that was ended in the meantime nobody waits for anything.
  if (scan === undefined) return;
  try {
    const steps = scan.run(unpacker.unpack(batch), time);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    send({ id, result: step.value }, buffersOf(step.value));
  } catch (error) {
    send({ id, failure: error instanceof Error ? error.message : String(error) }, []);
  }
}

function send(message: ScanAnswer, buffers: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(message, buffers);
}

/** What is moved to the other thread instead of being copied. */
function buffersOf({ lines }: BatchResult): ArrayBuffer[] {
  if (lines === undefined) return [];
  const { times, offsets, files, lengths, parsed, bytes } = lines;
  const columns = [times, offsets, files, lengths, parsed].map(({ buffer }) => buffer);
  return bytes === undefined ? columns : [...columns, bytes.buffer];
}
