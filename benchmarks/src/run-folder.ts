import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/**
 * Makes an empty folder for one run of a logger. All of them are removed together when the benchmark
 * ends, and not after each run: before ext4 makes a file it looks at all that were removed in the last
 * minutes, so that removing 1,000 files made each file of the next run several times as dear.
 */
export function makeRunFolder(prefix: string): string {
  if (made.length === 0) process.once("exit", removeRunFolders);
  const dir = mkdtempSync(join(tmpdir(), prefix));
  made.push(dir);
  return dir;
}

function removeRunFolders(): void {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
}
