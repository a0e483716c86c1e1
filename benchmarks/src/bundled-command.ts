import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder of log-cli. */
export function commandFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("@org/log-cli/package.json"));
}

/**
 * Bundles the command as it is published, and returns the file to start.
 * @param suite - Whose it is: each suite has a folder of its own, so that two can run at once.
 */
export function bundledCommand(suite: string): string {
  const folder = `bundle-${suite}`;
  const cli = commandFolder();
  execFileSync(process.execPath, ["bundle.mjs", folder], { cwd: cli });
  return join(cli, folder, "main.js");
}
