import { readFileSync, statSync } from "node:fs";
import { systemErrorCode } from "@org/log-core";

/**
 * The text of one of the folder's own small files, or `undefined` if it is not there. Anything else
 * under its name is an error at once: reading a pipe would wait for its writer for ever.
 */
export function readOwnFile(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) throw new Error(`${path} is not a file`);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
