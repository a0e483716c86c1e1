import { parseArgs } from "node:util";
import { replaceSection } from "../benchmarks-page.ts";
import { describeMachine, describePeers } from "../machine.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { parseCount, UsageError, type Suite } from "../suite.ts";
import type { SubjectName } from "../write/subjects.ts";
import type { Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";
import { formatFaults, TRIED, type TriedFault } from "./faults-table.ts";
import { describeOutcome, worse, type NotRun, type Outcome } from "./outcome.ts";
import { tryFault } from "./try-fault.ts";

/** `pnpm bench faults`: what becomes of a log when something goes wrong. */
export const FAULTS_SUITE: Suite = {
  about: "Does to log-writer and its peers what happens to bots, and counts the lines on disk.",
  usage:
    `[--repeats N] [--faults NAME,…] [--subjects NAME,…] [--save]\n` +
    `      Faults: ${FAULTS.map(({ name }) => name).join(",")}.\n` +
    `      Subjects: ${TRIED.join(",")}. --save also puts the short table into README.md.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        repeats: { type: "string", default: "1" },
        faults: { type: "string" },
        subjects: { type: "string" },
        save: { type: "boolean", default: false },
      },
    });
    const repeats = parseCount("repeats", values.repeats);
    const subjects = parseNames("subjects", values.subjects, TRIED);
    const names = parseNames(
      "faults",
      values.faults,
      FAULTS.map(({ name }) => name),
    );
    const loads = [loadNow()];
    const tried: TriedFault[] = [];
    for (const fault of FAULTS.filter(({ name }) => names.includes(name))) {
      tried.push({ fault, outcomes: await tryOn(fault, subjects, repeats) });
    }
    loads.push(loadNow());
    const intro =
      `${describeMachine(loads)} ${describePeers()} Each was tried ` +
      `${repeats === 1 ? "once" : `${repeats} times; the worst outcome is shown`}.`;
    const table = formatFaults(tried, { root: "../", short: false });
    publish("faults", `${intro}\n\n${table}`, values.save);
    if (values.save) {
      replaceSection("faults", formatFaults(tried, { root: "", short: true }), "README.md");
    }
  },
};

async function tryOn(
  fault: Fault,
  subjects: readonly SubjectName[],
  repeats: number,
): Promise<ReadonlyMap<SubjectName, Outcome | NotRun>> {
  const outcomes = new Map<SubjectName, Outcome | NotRun>();
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const subject of subjects) {
      const outcome = await tryFault(fault, subject);
      progress(`${fault.name}: ${subject}: ${describeOutcome(outcome)}`);
      const before = outcomes.get(subject);
      const comparable = before !== undefined && !("notRun" in before) && !("notRun" in outcome);
      outcomes.set(subject, comparable ? worse(before, outcome) : outcome);
    }
  }
  return outcomes;
}

function parseNames<Name extends string>(
  option: string,
  text: string | undefined,
  known: readonly Name[],
): readonly Name[] {
  if (text === undefined) return known;
  return text.split(",").map((name) => {
    const found = known.find((one) => one === name);
    if (found !== undefined) return found;
    throw new UsageError(`--${option} can be ${known.join(", ")}, but it is "${name}".`);
  });
}
