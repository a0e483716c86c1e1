export { eachTimeZone, TIME_ZONES } from "./each-time-zone.ts";
export { eventually, type EventuallyOptions } from "./eventually.ts";
export { fileTree } from "./file-tree.ts";
export {
  runNode,
  startNode,
  type NodeResult,
  type RunNodeOptions,
  type StartedNode,
  type StartNodeOptions,
} from "./run-node.ts";
export { tempDir } from "./temp-dir.ts";
