import { CORPUS_SUITE } from "./corpus/corpus-suite.ts";
import { UsageError, type Suite } from "./suite.ts";
import { runSubjectProcess } from "./write/subject-process.ts";
import { WRITE_SUITE } from "./write/write-suite.ts";

const SUITES: ReadonlyMap<string, Suite> = new Map([
  ["corpus", CORPUS_SUITE],
  ["write", WRITE_SUITE],
]);

/** What the write suite starts its child processes with; nothing to call by hand. */
const SUBJECT_PROCESS = "write-subject";

function listSuites(): string {
  const lines = [...SUITES].map(([name, { about, usage }]) => {
    return `  pnpm bench ${`${name} ${usage}`.trimEnd()}\n      ${about}\n`;
  });
  return `Suites:\n\n${lines.join("\n")}`;
}

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === SUBJECT_PROCESS) return runSubjectProcess();
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
