import { parseArgs } from "node:util";
import { bundledCommand } from "../bundled-command.ts";
import { cachedCorpus } from "../corpus/cached-corpus.ts";
import { describeMachine } from "../machine.ts";
import { markdownTable, whole } from "../markdown-table.ts";
import { median } from "../median.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { parseCount, type Suite } from "../suite.ts";
import { runMatchAll, type Consumer, type MatchAllRun } from "./run-match-all.ts";

const CONSUMERS: readonly Consumer[] = [
  { title: "takes all it gets", pauseMs: 0 },
  {
    title: "pauses 10 ms after each 64 KiB, and closes after 15 s",
    pauseMs: 10,
    endsAfterMs: 15_000,
  },
];
const MAX_FIRST_LINE_MS = 300;
const MAX_RSS_MB = 250;

/** `pnpm bench stream`: a search that finds everything. */
export const STREAM_SUITE: Suite = {
  about: "Measures the first line and the memory of a search that finds everything.",
  usage: "[--rounds N] [--small] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: "string", default: "3" },
        small: { type: "boolean", default: false },
        save: { type: "boolean", default: false },
      },
    });
    const rounds = parseCount("rounds", values.rounds);
    const { dir, firstDay } = cachedCorpus(values.small ? "week" : "few-phones");
    const search = ["search", "", "--since", firstDay, "-o", "ndjson", "--dir", dir];
    const command = [bundledCommand("stream"), ...search];
    const runs = new Map<Consumer, MatchAllRun[]>(CONSUMERS.map((consumer) => [consumer, []]));
    const loads = [loadNow()];
    await runMatchAll(command, { title: "fills the cache", pauseMs: 0 });
    for (let round = 0; round < rounds; round += 1) {
      for (const consumer of CONSUMERS) {
        const run = await runMatchAll(command, consumer);
        runs.get(consumer)?.push(run);
        progress(`${consumer.title}: ${whole(run.firstLineMs)} ms, ${megabytes(run)} MB`);
      }
    }
    loads.push(loadNow());
    const intro = `${describeMachine(loads)} Medians of ${rounds} rounds, memory the most of all.`;
    publish("stream", `${intro}\n\n${formatRuns(runs)}`, values.save);
  },
};

/** First lines, and memory with the limits they are held to. */
function formatRuns(runs: ReadonlyMap<Consumer, readonly MatchAllRun[]>): string {
  const head = [
    "a consumer that",
    "first line ms",
    "may be",
    "peak RSS MB",
    "may be",
    "lines taken",
    "MB/s",
  ];
  const rows = [...runs].map(([{ title }, taken]) => [
    title,
    whole(median(taken.map(({ firstLineMs }) => firstLineMs))),
    String(MAX_FIRST_LINE_MS),
    whole(Math.max(...taken.map(megabytes))),
    String(MAX_RSS_MB),
    whole(median(taken.map(({ lines }) => lines))),
    whole(median(taken.map(({ bytes, wallMs }) => bytes / wallMs / 1000))),
  ]);
  return markdownTable(head, rows);
}

function megabytes({ peakRssBytes }: MatchAllRun): number {
  return Math.round(peakRssBytes / 1e6);
}
