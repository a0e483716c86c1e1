import { parseArgs } from "node:util";
import { describeMachine } from "../machine.ts";
import { markdownTable, whole } from "../markdown-table.ts";
import { median } from "../median.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { parseCount, type Suite } from "../suite.ts";
import { measureSubject, type Measurement } from "../write/measure-subject.ts";
import { cpuUs, ratePerSecond } from "../write/ratios.ts";

const PHONES = [1, 10, 100, 1_000, 10_000, 100_000];
const DESCRIPTORS = 256;

/** `pnpm bench growth`: the writer with more and more phones. */
export const GROWTH_SUITE: Suite = {
  about: `Runs log-writer with 1 to ${whole(PHONES.at(-1))} phones: speed, CPU, memory, descriptors.`,
  usage: "[--repeats N] [--entries N] [--max-phones N] [--timeout SECONDS] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        repeats: { type: "string", default: "2" },
        entries: { type: "string", default: "200000" },
        "max-phones": { type: "string", default: String(PHONES.at(-1)) },
        timeout: { type: "string", default: "120" },
        save: { type: "boolean", default: false },
      },
    });
    const entries = parseCount("entries", values.entries);
    const repeats = parseCount("repeats", values.repeats);
    const maxPhones = parseCount("max-phones", values["max-phones"]);
    const timeoutMs = parseCount("timeout", values.timeout) * 1000;
    const sizes = PHONES.filter((phones) => phones <= maxPhones);
    const runs = new Map<number, Measurement[]>(sizes.map((phones) => [phones, []]));
    const loads = [loadNow()];
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      for (const phones of sizes) {
        const run = { subject: "log-writer", entries, phones, timeoutMs } as const;
        const result = await measureSubject({ ...run, descriptors: DESCRIPTORS });
        runs.get(phones)?.push(result);
        progress(`${phones} phones, round ${repeat + 1}: ${whole(ratePerSecond(result))}/s`);
      }
      loads.push(loadNow());
    }
    const intro =
      `${describeMachine(loads)} ${whole(entries)} entries, at most ${DESCRIPTORS} descriptors ` +
      `(\`ulimit -n\`), medians of ${repeats} rounds.`;
    const rows = [...runs].map(([phones, results]) => formatRow(phones, results, entries));
    publish("growth", `${intro}\n\n${markdownTable(HEAD, rows)}`, values.save);
  },
};

const HEAD = [
  "phones",
  "entries/s",
  "CPU µs an entry",
  "peak RSS MB",
  "most descriptors",
  "files",
  "lines on disk",
];

function formatRow(phones: number, runs: readonly Measurement[], entries: number): string[] {
  const fewest = Math.min(...runs.map((run) => run.distinct));
  const doubled = Math.max(...runs.map((run) => run.doubled));
  const failure = runs.find((run) => run.failure !== undefined)?.failure;
  const lines = fewest === entries ? "all" : `**${whole(fewest)}** of ${whole(entries)}`;
  const descriptors = runs.flatMap((run) => run.peakDescriptors ?? []);
  return [
    whole(phones),
    whole(median(runs.map(ratePerSecond))),
    (median(runs.map(cpuUs)) ?? 0).toFixed(1),
    whole(median(runs.map((run) => (run.peakRssBytes ?? 0) / 1e6))),
    whole(descriptors.length === 0 ? undefined : Math.max(...descriptors)),
    whole(median(runs.map((run) => run.files))),
    [
      lines,
      ...(doubled > 0 ? [`${whole(doubled)} doubled`] : []),
      ...(failure ? [failure] : []),
    ].join(", "),
  ];
}
