import { once } from "node:events";
import { startNode, type NodeResult, type StartNodeOptions } from "@org/test-kit";

/** Starts a script in several processes and lets them go on at the same moment, once all are there. */
export async function startTogether(
  script: URL,
  runs: readonly StartNodeOptions[],
): Promise<NodeResult[]> {
  const started = runs.map((options) => startNode(script, options));
  await Promise.all(started.map(({ child }) => once(child.stdout, "data")));
  for (const { child } of started) child.stdin.write("go\n");
  return Promise.all(started.map(({ ended }) => ended));
}

/** Reads again and again until something has ended, and gives what that ended with. */
export async function whileReading<Result>(
  running: Promise<Result>,
  read: () => void,
): Promise<Result> {
  const end = new AbortController();
  const ended = running.finally(() => end.abort());
  while (!end.signal.aborted) {
    read();
    await new Promise(setImmediate);
  }
  return ended;
}
