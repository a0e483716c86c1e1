import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempDir } from "./temp-dir.ts";

/**
 * Makes a {@link tempDir} that holds the given files and returns its path.
 *
 * @param files - Path inside the folder (with `/`) to content; folders between are made.
 * @example
 * const dir = fileTree({ "whatsapp/2026-11-23/1234567890.log": line + "\n" });
 */
export function fileTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = tempDir();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}
