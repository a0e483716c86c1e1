import { parentPort, workerData } from "node:worker_threads";
import type { RegexCondition } from "../query/regex-condition.ts";

const { source, flags } = workerData as RegexCondition;
const regex = new RegExp(source, flags);

parentPort?.on("message", (entries: readonly (readonly string[])[]) => {
  const verdicts = entries.map((values) => values.some((value) => regex.test(value)));
  parentPort?.postMessage(verdicts, []);
});
// From here on time counts: starting is no fault of the expression.
parentPort?.postMessage("ready", []);
