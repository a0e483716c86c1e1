// Reads everything a folder holds, in a process of its own: node match-all.mjs DIR LEVEL PAUSE_MS MAX_ENTRIES
import { readFileSync } from "node:fs";
import { openLogs } from "@org/log-reader";

const [dir, minLevel, pauseMs, maxEntries] = process.argv.slice(2);
/** Lines between two looks at the memory, after which a slow consumer pauses. */
const STEP = 5000;

/** What this process has read so far, all threads together; only Linux tells. */
function bytesRead() {
  if (process.platform !== "linux") return 0;
  return Number(/^rchar: (\d+)$/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
}

const bytesBefore = bytesRead();
const logs = openLogs({ dir, workers: 3 });
let entries = 0;
let firstBytes = 0;
let maxBytes = 0;
let filesOpened;
const onReport = (report) => ({ filesOpened } = report);
const query = { onReport, ...(minLevel === "" ? {} : { minLevel }) };
for await (const entry of logs.search("", query)) {
  entries += 1;
  if (entries === 1) firstBytes = bytesRead() - bytesBefore;
  if (entry.msg === undefined) throw new Error("a line without a message");
  if (entries >= Number(maxEntries)) break;
  if (entries % STEP !== 0) continue;
  maxBytes = Math.max(maxBytes, process.memoryUsage.rss());
  if (pauseMs !== "0") await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)));
}
// Nothing is closed: what the reader has started must not keep the process alive.
process.stdout.write(JSON.stringify({ entries, firstBytes, maxBytes, filesOpened }));
