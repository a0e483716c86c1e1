import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runOk } from "./run.ts";

/** What is installed, and into what. */
export interface ProjectOptions {
  /** The local registry, which `@org/…` comes from. */
  readonly registry: string;
  /** What `npm install` is given: `@org/log-writer`, `typescript@~5.9.0`. */
  readonly packages: readonly string[];
  /** More of its package.json: `{ type: "module" }`. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

/** Makes a folder that holds an npm project with nothing in it, and installs into it as a user would. */
export async function installProject(folder: string, options: ProjectOptions): Promise<void> {
  const manifest = { name: "a-bot", version: "1.0.0", private: true, ...options.manifest };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, ".npmrc"), `@org:registry=${options.registry}\n`);
  const args = ["install", "--no-audit", "--no-fund", "--prefer-offline", ...options.packages];
  await runOk("npm", args, { cwd: folder });
}
