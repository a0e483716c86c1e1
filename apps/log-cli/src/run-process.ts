import { EXIT } from "./exit-code.ts";
import { processIo } from "./io.ts";
import { run } from "./run.ts";

/** Runs one command line and ends the process with its code. */
export async function runProcess(argv: readonly string[]): Promise<never> {
  // Should Node ever find nothing left to do before the end, that is no answer.
  process.exitCode = EXIT.error;
  // run() has awaited all output; whatever else is open (a watch, a worker) must not hold up the end.
  return process.exit(await run(argv, processIo()));
}
