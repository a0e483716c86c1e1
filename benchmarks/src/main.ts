import { ALL_SUITE } from "./all-suite.ts";
import { CALLER_PROCESS, runCallerProcess } from "./caller-cost/caller-process.ts";
import { FAULT_BOT, runFaultBot } from "./faults/fault-bot.ts";
import { FOLLOW_PROCESS, runFollowProcess } from "./follow/follow-process.ts";
import { runSoakBot, SOAK_BOT } from "./soak/soak-bot.ts";
import { UsageError, type Suite } from "./suite.ts";
import { MAKING, MEASURING } from "./suites.ts";
import { GRAPH_PROCESS, runGraphProcess } from "./webhook/graph-process.ts";
import { runWebhookProcess, WEBHOOK_PROCESS } from "./webhook/webhook-process.ts";
import { runSubjectProcess, SUBJECT_PROCESS } from "./write/subject-process.ts";

const SUITES: ReadonlyMap<string, Suite> = new Map([["all", ALL_SUITE], ...MEASURING, ...MAKING]);

/** What suites start as child processes; nothing to call by hand. */
const CHILD_PROCESSES: ReadonlyMap<string, () => Promise<void>> = new Map([
  [SUBJECT_PROCESS, runSubjectProcess],
  [CALLER_PROCESS, runCallerProcess],
  [FAULT_BOT, runFaultBot],
  [SOAK_BOT, runSoakBot],
  [FOLLOW_PROCESS, runFollowProcess],
  [GRAPH_PROCESS, runGraphProcess],
  [WEBHOOK_PROCESS, runWebhookProcess],
]);

function listSuites(): string {
  const lines = [...SUITES].map(([name, { about, usage }]) => {
    return `  pnpm bench ${`${name} ${usage}`.trimEnd()}\n      ${about}\n`;
  });
  return `Suites:\n\n${lines.join("\n")}`;
}

async function main([name, ...args]: readonly string[]): Promise<void> {
  const child = CHILD_PROCESSES.get(name ?? "");
  if (child !== undefined) return child();
  const suite = SUITES.get(name ?? "");
  if (suite !== undefined) return suite.run(args);
  process.stdout.write(listSuites());
  if (name !== undefined) throw new UsageError(`There is no suite "${name}".`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || isArgumentError(error))) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** What `node:util` throws for an option it does not know. */
function isArgumentError(error: unknown): error is Error {
  return (
    error instanceof TypeError && String(Reflect.get(error, "code")).startsWith("ERR_PARSE_ARGS")
  );
}
