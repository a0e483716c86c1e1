import { parseArgs } from "node:util";
import { addDays, type CalendarDay } from "@org/log-core";
import { openLogs, type LogReader, type QueryReport, type SearchQuery } from "@org/log-reader";
import { RARE_WORD } from "../corpus/compose-entry.ts";
import { cachedCorpus, type CachedCorpus } from "../corpus/cached-corpus.ts";
import { corpusPhone } from "../corpus/make-corpus.ts";
import { describeMachine } from "../machine.ts";
import { markdownTable, whole } from "../markdown-table.ts";
import { loadNow, publish } from "../publish.ts";
import type { Suite } from "../suite.ts";

/** A query, and what it is called in the table. */
interface Asked {
  readonly title: string;
  readonly text: string;
  readonly query: SearchQuery;
}

/** `pnpm bench costs`: what queries open and read. */
export const COSTS_SUITE: Suite = {
  about: "Counts the files that queries open and the bytes that they read.",
  usage: "[--small] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        small: { type: "boolean", default: false },
        save: { type: "boolean", default: false },
      },
    });
    const corpus = cachedCorpus(values.small ? "week" : "many-phones");
    const logs = openLogs({ dir: corpus.dir });
    const loads = [loadNow()];
    const rows: string[][] = [];
    for (const asked of questions(corpus)) rows.push(costRow(asked, await reportOf(logs, asked)));
    await logs.close();
    loads.push(loadNow());
    const { phones, days, linesPerDay } = corpus.size;
    const intro = `${describeMachine(loads)} ${whole(phones)} phones, ${days} days, ${linesPerDay} lines of a phone a day.`;
    const head = ["", "files opened", "KB read", "lines parsed", "entries", "ms"];
    publish("costs", `${intro}\n\n${markdownTable(head, rows)}`, values.save);
  },
};

function questions({ size, lastDay }: CachedCorpus): readonly Asked[] {
  const since = (days: number): CalendarDay => addDays(lastDay, 1 - days);
  const text = RARE_WORD;
  const lengths = [1, 2, 4, 8, 16].filter((days) => days < size.days);
  const days = [...lengths, size.days].map((count) => ({
    title: `a rare text, ${count} ${count === 1 ? "day" : "days"}`,
    text,
    query: { since: since(count) },
  }));
  const phones = [1, 2, 10].map((count) => ({
    title: `a rare text, ${count} ${count === 1 ? "phone" : "phones"}, ${size.days} days`,
    text,
    query: { phone: Array.from({ length: count }, (_, at) => corpusPhone(at)) },
  }));
  return [
    ...days,
    ...phones,
    {
      title: "everything of one phone, 7 days",
      text: "",
      query: { phone: corpusPhone(0), since: since(7) },
    },
    { title: "the newest 100 of all", text: "", query: { order: "desc", limit: 100 } },
  ];
}

async function reportOf(logs: LogReader, { text, query }: Asked): Promise<QueryReport> {
  let report: QueryReport | undefined;
  const entries = logs.search(text, { ...query, onReport: (made) => (report = made) });
  while ((await entries.next()).done !== true);
  if (report === undefined) throw new Error("no report");
  return report;
}

function costRow({ title }: Asked, report: QueryReport): string[] {
  const { filesOpened, bytesRead, linesParsed, entries, elapsedMs } = report;
  return [title, ...[filesOpened, bytesRead / 1000, linesParsed, entries, elapsedMs].map(whole)];
}
