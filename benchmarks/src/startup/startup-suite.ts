import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isCalendarDay } from "@org/log-core";
import { CORPUS_SIZES } from "../corpus/corpus-size.ts";
import { makeCorpus } from "../corpus/make-corpus.ts";
import { describeMachine } from "../machine.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { rotate } from "../rotate.ts";
import { parseCount, type Suite } from "../suite.ts";
import { BASELINE, startupSubjects, type StartupSubject } from "./startup-subjects.ts";
import { formatStartup } from "./startup-table.ts";

const DAY_MS = 86_400_000;
/** The corpus numbers its phones from here. */
const PHONE = "393310000000";

/** `pnpm bench startup`: how long commands take that do little. */
export const STARTUP_SUITE: Suite = {
  about: "Times the start of log-cli beside an empty Node, one after the other in turns.",
  usage: "[--rounds N] [--save]",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: "string", default: "30" },
        save: { type: "boolean", default: false },
      },
    });
    const rounds = parseCount("rounds", values.rounds);
    const dir = mkdtempSync(join(tmpdir(), "startup-"));
    const loads = [loadNow()];
    try {
      const lastDay = new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10);
      if (!isCalendarDay(lastDay)) throw new Error(`no day: ${lastDay}`);
      makeCorpus({ dir: join(dir, "logs"), size: CORPUS_SIZES.small, seed: "1", lastDay });
      const times = timeStarts(startupSubjects(join(dir, "logs"), PHONE), rounds);
      loads.push(loadNow());
      const intro = `${describeMachine(loads)} ${rounds} rounds, everything once in each.`;
      publish("startup", `${intro}\n\n${formatStartup(times, BASELINE)}`, values.save);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

function timeStarts(
  subjects: readonly StartupSubject[],
  rounds: number,
): ReadonlyMap<StartupSubject, readonly number[]> {
  const times = new Map<StartupSubject, number[]>(subjects.map((subject) => [subject, []]));
  // The first time of each fills the system's caches and is not counted.
  for (let round = -1; round < rounds; round += 1) {
    for (const subject of rotate(subjects, Math.max(round, 0))) {
      const began = performance.now();
      const { status, stderr } = spawnSync(process.execPath, subject.args, {
        stdio: ["ignore", "ignore", "pipe"],
        encoding: "utf8",
      });
      const tookMs = performance.now() - began;
      if (status !== 0) throw new Error(`${subject.name} ended with ${status}: ${stderr}`);
      if (round >= 0) times.get(subject)?.push(tookMs);
    }
    if (round % 10 === 9) progress(`round ${round + 1}`);
  }
  return times;
}
