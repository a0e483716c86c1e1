import { randomBytes, randomInt } from "node:crypto";
import { linkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MASK_KEY_FILE, systemErrorCode } from "@org/log-core";
import { readOwnFile } from "../folder/read-own-file.ts";

const KEY_BYTES = 32;
/** Begins anywhere: worker threads share a process, and containers a number of one. */
let temporaries: number = randomInt(2 ** 40);

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
  return readOwnFile(join(dir, MASK_KEY_FILE))?.trim() || undefined;
}

/** Written whole under another name first: of several processes that start at once all get one key. */
function createKeyFile(dir: string): string {
  const path = join(dir, MASK_KEY_FILE);
  temporaries += 1;
  const temporary = `${path}.${process.pid}-${temporaries}.tmp`;
  try {
    writeFileSync(temporary, `${randomBytes(KEY_BYTES).toString("hex")}\n`, {
      flag: "wx",
      mode: 0o600,
    });
    linkSync(temporary, path);
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  const key = readKeyFile(dir);
  if (key === undefined) throw new Error(`${path} is empty`);
  return key;
}
