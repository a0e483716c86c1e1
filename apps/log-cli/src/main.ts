#!/usr/bin/env node
import { threadAhead } from "./ahead.ts";
import { processPlace } from "./process-place.ts";

const argv = process.argv.slice(2);
// The thread first: all else takes about as long to load as a thread to start. No await, which CommonJS, as
// the command is published, has not at this level.
void threadAhead(argv, processPlace)
  .then(async () => import("./run-process.ts"))
  .then(async ({ runProcess }) => runProcess(argv));
