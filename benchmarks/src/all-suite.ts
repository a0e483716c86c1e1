import { parseArgs } from "node:util";
import { progress } from "./publish.ts";
import type { Suite } from "./suite.ts";
import { MEASURING } from "./suites.ts";

/** `pnpm bench all`: every suite that measures, one after the other. */
export const ALL_SUITE: Suite = {
  about: `Runs ${[...MEASURING.keys()].join(", ")} with their defaults. --save renews all tables.`,
  usage: "[--save]",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { save: { type: "boolean" } } });
    const startedMs = performance.now();
    for (const [name, suite] of MEASURING) {
      const suiteStartedMs = performance.now();
      process.stdout.write(`\n## ${name}\n\n`);
      await suite.run(values.save === true ? ["--save"] : []);
      progress(`${name} took ${minutes(suiteStartedMs)} minutes, ${minutes(startedMs)} so far`);
    }
  },
};

function minutes(sinceMs: number): string {
  return ((performance.now() - sinceMs) / 60_000).toFixed(1);
}
