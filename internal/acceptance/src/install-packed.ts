import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runOk } from "./run.ts";

/** Makes an empty npm project in a folder and installs tarballs into it, as a user's npm would. */
export async function installPacked(folder: string, tarballs: readonly string[]): Promise<void> {
  const manifest = { name: "a-bot", version: "1.0.0", private: true };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  await runOk("npm", ["install", "--no-audit", "--no-fund", ...tarballs], { cwd: folder });
}
