export { installPacked } from "./install-packed.ts";
export { packPackages } from "./pack-packages.ts";
export { run, type RunResult } from "./run.ts";
