#!/usr/bin/env node
import { processIo } from "./io.ts";
import { run } from "./run.ts";

// run() has awaited all output; whatever else is open (a watch, a worker) must not hold up the end.
process.exit(await run(process.argv.slice(2), processIo()));
