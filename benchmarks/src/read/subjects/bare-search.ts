/*
 * The least that a search in Node costs: two threads that read every file and look for the first bytes
 * of a text, and nothing else. Starts with as few modules as can be: `bare-search.js DIR TEXT`.
 */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** So short, Node looks for it several times as fast. */
const NEEDLE_BYTES = 7;

interface Share {
  readonly root: string;
  readonly text: string;
  /** The next day that nobody has taken. */
  readonly next: Int32Array;
}

function searchShare({ root, text, next }: Share): number {
  const days = readdirSync(root).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name));
  let hits = 0;
  for (let at = Atomics.add(next, 0, 1); at < days.length; at = Atomics.add(next, 0, 1)) {
    const folder = `${root}/${days[at]}`;
    for (const name of readdirSync(folder)) hits += searchFile(`${folder}/${name}`, text);
  }
  return hits;
}

/** As large as is read fastest: larger ones do not stay in a core's cache beside what is copied. */
let buffer = Buffer.allocUnsafeSlow(512 * 1024);

function searchFile(path: string, text: string): number {
  const bytes = readWhole(path);
  const needle = Buffer.from(text.slice(0, NEEDLE_BYTES));
  let hits = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    if (bytes.toString("latin1", at, at + text.length) === text) hits += 1;
  }
  return hits;
}

/** What does not fill the buffer is all there is: asking for the size would be one more system call. */
function readWhole(path: string): Buffer {
  const descriptor = openSync(path, "r");
  let count = readSync(descriptor, buffer, 0, buffer.length, null);
  while (count === buffer.length) {
    const larger = Buffer.allocUnsafeSlow(buffer.length * 2);
    buffer.copy(larger);
    buffer = larger;
    count += readSync(descriptor, buffer, count, buffer.length - count, null);
  }
  closeSync(descriptor);
  return buffer.subarray(0, count);
}

if (isMainThread) {
  const [dir = "", text = ""] = process.argv.slice(2);
  const next = new Int32Array(new SharedArrayBuffer(4));
  const share: Share = { root: `${dir}/whatsapp`, text, next };
  const worker = new Worker(new URL(import.meta.url), { workerData: share });
  const others = new Promise<number>((resolve, reject) => {
    worker.once("message", (hits: number) => resolve(hits)).once("error", reject);
  });
  const own = searchShare(share);
  process.stdout.write(`${own + (await others)}\n`);
} else {
  parentPort?.postMessage(searchShare(workerData as Share), []);
}
