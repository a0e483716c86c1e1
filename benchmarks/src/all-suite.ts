import { parseArgs } from "node:util";
import { progress } from "./publish.ts";
import type { Suite } from "./suite.ts";
import { MEASURING } from "./suites.ts";

/** Sizes with which each suite is done in seconds: its figures are worth nothing, but all of it runs. */
export const SMALL: Readonly<Record<string, readonly string[]>> = {
  faults: ["--repeats", "1", "--faults", "exit,hostile"],
  write: ["--repeats", "1", "--entries", "20000", "--phones", "1,1000", "--timeout", "60"],
  "caller-cost": ["--repeats", "1", "--entries", "2000"],
  growth: ["--repeats", "1", "--entries", "5000", "--max-phones", "100"],
  "stream-share": ["--repeats", "1", "--entries", "5000"],
  soak: ["--hours", "1", "--speed", "400"],
  read: ["--small", "--rounds", "1"],
  stream: ["--small", "--rounds", "1"],
  costs: ["--small"],
  follow: ["--phones", "100", "--idle", "2", "--messages", "50"],
  startup: ["--rounds", "2"],
  webhook: ["--requests", "200"],
};

/** `pnpm bench all`: every suite that measures, one after the other. */
export const ALL_SUITE: Suite = {
  about: `Runs ${[...MEASURING.keys()].join(", ")} with their defaults. --save renews all tables.`,
  usage:
    "[--small] [--save]\n" +
    "      --small: sizes that are done in seconds each, to see that all of it runs.",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        small: { type: "boolean", default: false },
        save: { type: "boolean", default: false },
      },
    });
    const failed: string[] = [];
    const startedMs = performance.now();
    for (const [name, suite] of MEASURING) {
      const suiteStartedMs = performance.now();
      process.stdout.write(`\n## ${name}\n\n`);
      const sizes = values.small ? (SMALL[name] ?? []) : [];
      try {
        await suite.run([...sizes, ...(values.save ? ["--save"] : [])]);
      } catch (error) {
        // The others have an hour's figures to give: one that fails must not take them away.
        failed.push(name);
        progress(`${name} failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
      }
      progress(`${name} took ${minutes(suiteStartedMs)} minutes, ${minutes(startedMs)} so far`);
    }
    if (failed.length > 0) throw new Error(`These suites failed: ${failed.join(", ")}.`);
  },
};

function minutes(sinceMs: number): string {
  return ((performance.now() - sinceMs) / 60_000).toFixed(1);
}
