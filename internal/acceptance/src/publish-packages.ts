import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runOk } from "./run.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Publishes every package that is not private to a registry, as a release does but without provenance:
 * only CI can sign that. They must be built.
 */
export async function publishPackages(registry: string): Promise<void> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "publish-"));
  const credentials = join(folder, "npmrc");
  writeFileSync(credentials, `${registry.replace("http:", "")}:_authToken=nobody\n`);
  const options = ["--registry", registry, "--npmrc-auth-file", credentials, "--no-git-checks"];
  try {
    const args = ["--recursive", "publish", "--provenance=false", ...options];
    await runOk("pnpm", args, { cwd: ROOT });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
