import { readFileSync, statSync } from "node:fs";
import { systemErrorCode } from "@org/log-core";

/** Ours have a hundred. */
const MAX_OWN_BYTES = 1024 * 1024;

/**
 * The text of one of the folder's own small files, or `undefined` if it is not there. Anything else
 * under its name is an error at once: reading a pipe would wait for its writer for ever.
 */
export function readOwnFile(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new Error(`${path} is not a file`);
    // Read at once and again at each try: a file of gigabytes under the name must not take the memory.
    if (stats.size > MAX_OWN_BYTES) throw new Error(`${path} has ${stats.size} bytes`);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
