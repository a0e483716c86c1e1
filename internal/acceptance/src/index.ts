export { installProject, type ProjectOptions } from "./install-project.ts";
export { publishPackages } from "./publish-packages.ts";
export { run, runOk, type RunResult } from "./run.ts";
export { startRegistry, type LocalRegistry } from "./start-registry.ts";
