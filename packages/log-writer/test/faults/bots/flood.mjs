// Offers COUNT entries as fast as the event loop can and reports how the process fared.
// argv: dir, count, phones, heed ("heed" waits when asked to, "ignore" never does)
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createLogWriter } from "@org/log-writer";

const [dir, count, phones, heed] = process.argv.slice(2);
const logs = createLogWriter({ dir, timeZone: "UTC", onError: () => undefined });
const delay = monitorEventLoopDelay({ resolution: 1 });
const data = { text: "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod" };
let peakRss = 0;
delay.enable();
for (let sequence = 0; sequence < Number(count); sequence += 1) {
  const room = logs.logWhatsAppMessage({
    phone: String(1_234_567_000 + (sequence % Number(phones))),
    direction: "INCOMING",
    type: "text",
    id: `a-${sequence}`,
    data,
  });
  if (sequence % 10_000 === 0) peakRss = Math.max(peakRss, process.memoryUsage.rss());
  if (heed === "heed" ? !room || sequence % 256 === 0 : sequence % 4096 === 0) {
    await new Promise(setImmediate);
  }
}
delay.disable();
await logs.flush();
peakRss = Math.max(peakRss, process.memoryUsage.rss());
const metrics = logs.metrics();
await logs.close();
process.stdout.write(
  JSON.stringify({
    ...metrics,
    peakRss,
    p99Ms: delay.percentile(99) / 1e6,
    offered: Number(count),
  }),
);
