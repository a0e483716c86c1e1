import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runOk } from "./run.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** What is published, by the folders of the repository. Each must be built. */
const PUBLISHED = [
  "packages/log-core",
  "packages/log-writer",
  "packages/log-reader",
  "packages/log-adapters",
  "apps/log-cli",
];

/** Packs every published package into a folder and returns the paths of the tarballs. */
export async function packPackages(to: string): Promise<string[]> {
  for (const folder of PUBLISHED) {
    await runOk("pnpm", ["pack", "--pack-destination", to], { cwd: join(ROOT, folder) });
  }
  const tarballs = readdirSync(to).filter((name) => name.endsWith(".tgz"));
  return tarballs.map((name) => join(to, name));
}
