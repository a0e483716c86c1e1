import { parseArgs } from "node:util";
import { describeMachine } from "../machine.ts";
import { markdownTable, NONE, whole } from "../markdown-table.ts";
import { median } from "../median.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { parseCount, type Suite } from "../suite.ts";
import { compare, type Round } from "../write/compare.ts";
import { cpuUs, ratePerSecond, ratioOf } from "../write/ratios.ts";

const PHONES = [1_000, 10_000];
const DESCRIPTORS = 256;
const PAIR = { subject: "log-writer-without-stream", base: "log-writer" } as const;

/** `pnpm bench stream-share`: what rotating-file-stream costs inside log-writer. */
export const STREAM_SHARE_SUITE: Suite = {
  about: "Runs log-writer with and without rotating-file-stream: the library's share of the cost.",
  usage: "[--repeats N] [--entries N] [--timeout SECONDS] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        repeats: { type: "string", default: "3" },
        entries: { type: "string", default: "200000" },
        timeout: { type: "string", default: "90" },
        save: { type: "boolean", default: false },
      },
    });
    const run = {
      subjects: [PAIR.base, PAIR.subject],
      entries: parseCount("entries", values.entries),
      repeats: parseCount("repeats", values.repeats),
      timeoutMs: parseCount("timeout", values.timeout) * 1000,
    };
    const loads = [loadNow()];
    const rows: string[][] = [];
    for (const phones of PHONES) {
      const scenario = { phones, descriptors: () => DESCRIPTORS, about: "" };
      const rounds = await compare({ ...run, scenario, progress });
      rows.push(formatRow(phones, rounds, run.entries));
      loads.push(loadNow());
    }
    const intro =
      `${describeMachine(loads)} ${whole(run.entries)} entries, ${DESCRIPTORS} descriptors, medians of ` +
      `${run.repeats} interleaved rounds.`;
    publish("stream-share", `${intro}\n\n${markdownTable(HEAD, rows)}`, values.save);
  },
};

const HEAD = [
  "phones",
  "CPU µs an entry",
  "without the library",
  "the library's share",
  "entries/s",
  "without the library",
];

function formatRow(phones: number, rounds: readonly Round[], entries: number): string[] {
  const runs = (subject: "log-writer" | "log-writer-without-stream") =>
    rounds.flatMap((round) => round.get(subject) ?? []);
  const left = ratioOf({ ...PAIR, rounds, entries }, cpuUs);
  return [
    whole(phones),
    median(runs(PAIR.base).map(cpuUs))?.toFixed(1) ?? NONE,
    median(runs(PAIR.subject).map(cpuUs))?.toFixed(1) ?? NONE,
    left === undefined ? NONE : `${((1 - left) * 100).toFixed(0)} %`,
    whole(median(runs(PAIR.base).map(ratePerSecond))),
    whole(median(runs(PAIR.subject).map(ratePerSecond))),
  ];
}
