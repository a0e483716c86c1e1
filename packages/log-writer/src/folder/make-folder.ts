import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { systemErrorCode } from "@org/log-core";

/**
 * Makes a folder and those above it that are missing, each with the given mode whatever the umask
 * takes away. One that exists keeps its mode.
 */
export function makeFolder(path: string, mode: number): void {
  make(path, mode, true);
}

function make(path: string, mode: number, mayMakeParent: boolean): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    switch (systemErrorCode(error)) {
      case "EEXIST":
        // A folder, or something else: what is done in it next will tell.
        return;
      case "ENOENT":
        // Below some folders, such as /proc, nothing is ever found or made.
        if (!mayMakeParent || dirname(path) === path) throw error;
        make(dirname(path), mode, true);
        return make(path, mode, false);
      default:
        throw error;
    }
  }
  setMode(path, mode);
}

function setMode(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch {
    // A file system without modes; the folder is there, which is what was asked for.
  }
}
