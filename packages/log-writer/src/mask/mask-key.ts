import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MASK_KEY_FILE, systemErrorCode } from "@org/log-core";

const KEY_BYTES = 32;
let temporaries = 0;

/** The secret that tags are made with, or `undefined`: `LOG_MASK_KEY`, else the folder's own. */
export function findMaskKey(dir: string, environment: NodeJS.ProcessEnv): string | undefined {
  return environment["LOG_MASK_KEY"] || readKeyFile(dir);
}

/**
 * As {@link findMaskKey}, making the folder's own if there is none: random, and readable by its owner
 * alone whatever the folder's access.
 */
export function requireMaskKey(dir: string, environment: NodeJS.ProcessEnv): string {
  return findMaskKey(dir, environment) ?? createKeyFile(dir);
}

function readKeyFile(dir: string): string | undefined {
  try {
    return readFileSync(join(dir, MASK_KEY_FILE), "utf8").trim() || undefined;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Written whole under another name first: of several processes that start at once all get one key. */
function createKeyFile(dir: string): string {
  const path = join(dir, MASK_KEY_FILE);
  temporaries += 1;
  const temporary = `${path}.${process.pid}-${temporaries}.tmp`;
  writeFileSync(temporary, `${randomBytes(KEY_BYTES).toString("hex")}\n`, {
    flag: "wx",
    mode: 0o600,
  });
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  return readFileSync(path, "utf8").trim();
}
