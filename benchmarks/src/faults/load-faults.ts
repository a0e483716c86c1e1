import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "./fault.ts";
import { HOSTILE, KEPT } from "./hostile-data.ts";

const FEW_DESCRIPTORS = 256;
const WITHOUT_DESCRIPTORS_MS = 300;
/** Entries before and after the hostile ones. */
const ORDINARY = 8;

/** What the bot itself does to its logger. */
export const LOAD_FAULTS: readonly Fault[] = [
  {
    name: "no-descriptors",
    title: "no descriptor left in the process, for a while",
    proof: "packages/log-writer/test/faults/descriptors.test.ts",
    entries: 1_200,
    phones: 100,
    async run(stage) {
      const bot = await stage.start({ descriptors: FEW_DESCRIPTORS });
      await bot.do({ do: "log", from: 0, to: 50 });
      await stage.quiet();
      await bot.do({ do: "eat-descriptors" });
      await bot.do({ do: "log", from: 50, to: 1_000 });
      await sleep(WITHOUT_DESCRIPTORS_MS);
      await bot.do({ do: "free-descriptors" });
      await bot.do({ do: "log", from: 1_000, to: 1_200, durationMs: 200 });
      await stage.finish(bot);
    },
  },
  {
    name: "more-phones",
    title: "5,000 phones with 256 descriptors (`ulimit -n`)",
    proof: "packages/log-writer/test/integration/processes.test.ts",
    entries: 20_000,
    phones: 5_000,
    async run(stage) {
      const bot = await stage.start({ descriptors: FEW_DESCRIPTORS });
      await bot.do({ do: "log", from: 0, to: 20_000 });
      await stage.finish(bot);
    },
  },
  {
    name: "hostile",
    title: "hostile entries: a getter and a `toJSON` that throw, a cycle, a BigInt",
    proof: "packages/log-writer/test/faults/hostile-entries.test.ts",
    entries: 2 * ORDINARY + HOSTILE.length,
    phones: 1,
    async run(stage) {
      const bot = await stage.start();
      const end = ORDINARY + HOSTILE.length;
      await bot.do({ do: "log", from: 0, to: ORDINARY });
      await bot.do({ do: "log", from: ORDINARY, to: end, hostile: true });
      await bot.do({ do: "log", from: end, to: end + ORDINARY });
      await stage.finish(bot);
    },
    isIntact: (number, found) =>
      number < ORDINARY || number >= ORDINARY + HOSTILE.length || found.textOf(number) === KEPT,
  },
];
