import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quiet } from "../write/quiet.ts";
import type { SubjectName } from "../write/subjects.ts";
import { Bot } from "./bot.ts";
import type { Fault, Stage } from "./fault.ts";
import type { NotRun, Outcome } from "./outcome.ts";
import { readEntries } from "./readable-entries.ts";

/** Tries a fault on a logger, in a folder of its own, and looks at what is on disk afterwards. */
export async function tryFault(fault: Fault, subject: SubjectName): Promise<Outcome | NotRun> {
  const notRun = fault.unavailable?.();
  if (notRun !== undefined) return { notRun };
  const base = mkdtempSync(join(tmpdir(), "bench-fault-"));
  mkdirSync(join(base, "logs"));
  const bots: Bot[] = [];
  const undone: (() => void)[] = [];
  try {
    await fault.run(makeStage({ fault, subject, base, bots, undone }));
    return judge(fault, base, bots);
  } finally {
    await Promise.all(bots.map((bot) => bot.kill()));
    for (const undo of undone) undo();
    rmSync(base, { recursive: true, force: true });
  }
}

interface StageParts {
  readonly fault: Fault;
  readonly subject: SubjectName;
  readonly base: string;
  readonly bots: Bot[];
  readonly undone: (() => void)[];
}

function makeStage({ fault, subject, base, bots, undone }: StageParts): Stage {
  const dir = join(base, "logs");
  const { entries, phones } = fault;
  const stage: Stage = {
    dir,
    base,
    startBare(options) {
      const bot = new Bot({ cwd: base, ...options });
      bots.push(bot);
      return bot;
    },
    load: (bot) => bot.do({ do: "start", subject, dir, entries, phones }),
    async start(options) {
      const bot = stage.startBare(options);
      await stage.load(bot);
      return bot;
    },
    async finish(...finished) {
      await Promise.all(finished.map((bot) => bot.do({ do: "finish" })));
      // Some say that they have finished before they have.
      await stage.quiet();
      await Promise.all(finished.map((bot) => bot.end({ do: "leave" })));
    },
    quiet: async () => void (await quiet(base)),
    defer: (undo) => void undone.push(undo),
  };
  return stage;
}

function judge(fault: Fault, base: string, bots: readonly Bot[]): Outcome {
  const found = readEntries(base, fault.entries);
  const numbers = Array.from(found.times, (_, number) => number);
  const expected = numbers.filter((number) => fault.isExpected?.(number) ?? true);
  const isThere = (number: number): boolean =>
    found.times[number] !== 0 && (fault.isIntact?.(number, found) ?? true);
  return {
    expected: expected.length,
    lost: expected.filter((number) => !isThere(number)).length,
    doubled: found.times.reduce((sum, times) => sum + Math.max(times - 1, 0), 0),
    torn: found.torn,
    strays: found.strays,
    thrown: bots.reduce((sum, bot) => sum + bot.thrown, 0),
    crashed: bots.find((bot) => bot.crashed !== undefined)?.crashed,
    hungAt: bots.find((bot) => bot.hungAt !== undefined)?.hungAt,
    notes: fault.notes?.(found, bots) ?? [],
  };
}
