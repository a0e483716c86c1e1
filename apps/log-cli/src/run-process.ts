import { processIo } from "./io.ts";
import { run } from "./run.ts";

/** Runs one command line and ends the process with its code. */
export async function runProcess(argv: readonly string[]): Promise<never> {
  // run() has awaited all output; whatever else is open (a watch, a worker) must not hold up the end.
  return process.exit(await run(argv, processIo()));
}
