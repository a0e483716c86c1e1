import { parseArgs } from "node:util";
import { describeMachine, describePeers } from "../machine.ts";
import { loadNow, progress, publish } from "../publish.ts";
import { parseCount, UsageError, type Suite } from "../suite.ts";
import { compare } from "./compare.ts";
import { SCENARIOS, type Scenario } from "./scenario.ts";
import { SUBJECT_NAMES, type SubjectName } from "./subjects.ts";
import { formatTargets, type ScenarioRounds } from "./targets.ts";
import { formatTable } from "./write-table.ts";

/** `pnpm bench write`: the writer beside its peers. */
export const WRITE_SUITE: Suite = {
  about: "Compares log-writer with its peers: speed, CPU, memory, and what is on disk in the end.",
  usage:
    `[--repeats N] [--entries N] [--phones N,…] [--subjects NAME,…] [--timeout SECONDS] [--save]\n` +
    `      Phones: ${SCENARIOS.map(({ phones }) => phones).join(",")}. Subjects: ${SUBJECT_NAMES.join(",")}.\n` +
    `      --save puts the tables into docs/benchmarks.md.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        repeats: { type: "string", default: "3" },
        entries: { type: "string", default: "200000" },
        phones: { type: "string" },
        subjects: { type: "string" },
        timeout: { type: "string", default: "90" },
        save: { type: "boolean", default: false },
      },
    });
    const scenarios = parseScenarios(values.phones);
    const run = {
      subjects: parseSubjects(values.subjects),
      entries: parseCount("entries", values.entries),
      repeats: parseCount("repeats", values.repeats),
      timeoutMs: parseCount("timeout", values.timeout) * 1000,
    };
    const tables: string[] = [];
    const results: ScenarioRounds[] = [];
    const loads = [loadNow()];
    for (const scenario of scenarios) {
      const rounds = await compare({ ...run, scenario, progress });
      tables.push(formatTable({ ...run, scenario, rounds }));
      results.push({ ...scenario, entries: run.entries, rounds });
      loads.push(loadNow());
    }
    const intro =
      `${describeMachine(loads)} ${describePeers()} ${run.entries.toLocaleString("en-US")} entries, ` +
      `medians of ${run.repeats} interleaved rounds.`;
    const text = [intro, formatTargets(results), ...tables].filter((part) => part !== "");
    publish("write", text.join("\n\n"), values.save);
  },
};

function parseScenarios(text: string | undefined): readonly Scenario[] {
  if (text === undefined) return SCENARIOS;
  return text.split(",").map((phones) => {
    const scenario = SCENARIOS.find((known) => String(known.phones) === phones);
    if (scenario !== undefined) return scenario;
    const known = SCENARIOS.map((one) => one.phones).join(", ");
    throw new UsageError(`--phones can be ${known}, but it is "${phones}".`);
  });
}

function parseSubjects(text: string | undefined): readonly SubjectName[] {
  if (text === undefined) return SUBJECT_NAMES;
  return text.split(",").map((name) => {
    const subject = SUBJECT_NAMES.find((known) => known === name);
    if (subject !== undefined) return subject;
    throw new UsageError(`--subjects can be ${SUBJECT_NAMES.join(", ")}, but it is "${name}".`);
  });
}
