import { mkdtempSync, realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * Makes a fresh folder for the running test and removes it when the test ends, passed or failed.
 *
 * The path is resolved: what a program under test prints can be compared with it. Call it inside a
 * test or `beforeEach`.
 */
export function tempDir(): string {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), "whatsapp-logs-"));
  // Retries are for Windows, where a file just closed may still be busy.
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}
