import { parseArgs } from "node:util";
import { bundledCommand } from "../bundled-command.ts";
import { cachedCorpus } from "../corpus/cached-corpus.ts";
import { describeMachine, packageVersion } from "../machine.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { parseCount, UsageError, type Suite } from "../suite.ts";
import type { Comparison } from "./comparison.ts";
import { comparisons } from "./comparisons.ts";
import { versionOf } from "./programs.ts";
import { formatComparison, formatReadTargets } from "./read-table.ts";
import { runRounds, type ComparisonResult } from "./run-rounds.ts";

/** `pnpm bench read`: the command beside other ways to find something in the same files. */
export const READ_SUITE: Suite = {
  about: "Compares searching and counting with ripgrep, jq, DuckDB and the least Node can take.",
  usage:
    "[--rounds N] [--only NAME,…] [--small] [--save]\n" +
    "      --small: a corpus that is made in a second, to see that all of it runs.",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: "string", default: "7" },
        only: { type: "string" },
        small: { type: "boolean", default: false },
        save: { type: "boolean", default: false },
      },
    });
    const rounds = parseCount("rounds", values.rounds);
    const chosen = choose(values.only, values.small);
    const loads = [loadNow()];
    const results: ComparisonResult[] = [];
    for (const comparison of chosen) {
      progress(comparison.name);
      results.push(runRounds(comparison, rounds));
      loads.push(loadNow());
    }
    const intro =
      `${describeMachine(loads)} ${describeTools()} Whole processes from start to end, output to ` +
      `/dev/null, warm cache, medians of ${rounds} interleaved rounds; what takes more than ten ` +
      "seconds ran once.";
    // A small corpus measures little but the start.
    const targets = values.small ? [] : [formatReadTargets(results)];
    const text = [intro, ...targets, ...results.map(formatComparison)];
    publish("read", text.join("\n\n"), values.save);
  },
};

function choose(only: string | undefined, isSmall: boolean): readonly Comparison[] {
  const command = bundledCommand("read");
  const few = cachedCorpus(isSmall ? "week" : "few-phones");
  const many = cachedCorpus(isSmall ? "week" : "many-phones");
  const all = comparisons({ command, few, many });
  if (only === undefined) return all;
  const names = all.map(({ name }) => name);
  return only.split(",").map((name) => {
    const comparison = all.find((one) => one.name === name);
    if (comparison !== undefined) return comparison;
    throw new UsageError(`--only can be ${names.join(", ")}, but it is "${name}".`);
  });
}

function describeTools(): string {
  const installed = (["rg", "jq"] as const).map((tool) => `${tool} ${versionOf(tool) ?? "(none)"}`);
  return `Others: ${installed.join(", ")}, DuckDB ${packageVersion("@duckdb/node-api")}.`;
}
