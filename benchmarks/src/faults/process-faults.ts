import { setTimeout as sleep } from "node:timers/promises";
import { untilMidnightMs } from "../midnight.ts";
import type { Bot } from "./bot.ts";
import type { Fault, Stage } from "./fault.ts";

const PROCESSES = 4;
const LIVING = 3;
const KILLED = 5;
const KILL_STEP = LIVING + KILLED;
const LIVING_MS = 4_000;
const MIDNIGHT_IN_MS = 2_500;
const OVER_MIDNIGHT_MS = 5_000;

/** What happens to processes: how they end, and that there are several. */
export const PROCESS_FAULTS: readonly Fault[] = [
  {
    name: "exit",
    title: "9,500 messages in one turn, then `process.exit()`",
    proof: "packages/log-writer/test/integration/processes.test.ts",
    entries: 10_000,
    phones: 20,
    async run(stage) {
      await burst(stage, "exit");
    },
  },
  {
    name: "exception",
    title: "9,500 messages in one turn, then an uncaught exception",
    proof: "packages/log-writer/test/integration/processes.test.ts",
    entries: 10_000,
    phones: 20,
    async run(stage) {
      await burst(stage, "throw");
    },
  },
  {
    name: "processes",
    title: "four processes on the same files",
    proof: "packages/log-writer/test/integration/processes.test.ts",
    entries: 20_000,
    phones: 20,
    async run(stage) {
      const bots = await several(stage, PROCESSES);
      await Promise.all(
        bots.map((bot, at) => bot.do({ do: "log", from: at, to: 20_000, step: PROCESSES })),
      );
      await stage.finish(...bots);
    },
  },
  {
    name: "kill",
    title: "`kill -9` of others that write the same files: lines of the living",
    proof: "packages/log-writer/test/faults/death.test.ts",
    entries: 80_000,
    phones: 20,
    isExpected: (number) => number % KILL_STEP < LIVING,
    async run(stage) {
      const [living, victims] = [await several(stage, LIVING), await several(stage, KILLED)];
      const logged = living.map((bot, at) =>
        bot.do({ do: "log", from: at, to: 80_000, step: KILL_STEP, durationMs: LIVING_MS }),
      );
      for (const [at, victim] of victims.entries()) {
        void victim.do({ do: "log", from: LIVING + at, to: 80_000, step: KILL_STEP });
        await sleep(KILL_AFTER_MS[at]);
        await victim.kill();
      }
      await Promise.all(logged);
      await stage.finish(...living);
    },
  },
  {
    name: "midnight",
    title: "midnight, with four processes on the same files",
    proof: "packages/log-writer/test/faults/many-processes.test.ts",
    entries: 10_000,
    phones: 20,
    async run(stage) {
      const bots = Array.from({ length: PROCESSES }, () => stage.startBare());
      // Only a bot that is up can be told when midnight is.
      await Promise.all(bots.map((bot) => bot.do({ do: "clock", shiftMs: 0 })));
      const shiftMs = untilMidnightMs(Date.now()) - MIDNIGHT_IN_MS;
      await Promise.all(bots.map((bot) => bot.do({ do: "clock", shiftMs })));
      await Promise.all(bots.map((bot) => stage.load(bot)));
      await Promise.all(
        bots.map((bot, at) =>
          bot.do({
            do: "log",
            from: at,
            to: 10_000,
            step: PROCESSES,
            durationMs: OVER_MIDNIGHT_MS,
          }),
        ),
      );
      await stage.finish(...bots);
    },
  },
];

/** Into the first writes, and later. */
const KILL_AFTER_MS = [40, 80, 120, 200, 300];

/** Some messages, so that every file is open, and many at once just before the end. */
async function burst(stage: Stage, endsBy: "exit" | "throw"): Promise<void> {
  const bot = await stage.start();
  await bot.do({ do: "log", from: 0, to: 500 });
  await stage.quiet();
  await bot.end({ do: "log", from: 500, to: 10_000, atOnce: true, endsBy });
}

function several(stage: Stage, count: number): Promise<Bot[]> {
  return Promise.all(Array.from({ length: count }, () => stage.start()));
}
