import { realpathSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { DEFAULT_FOLDER } from "@org/log-core";
import { valueOf, type CommandLine } from "./command-line.ts";
import type { ProcessPlace } from "./process-place.ts";

/** The log folder a command works on. */
export interface ChosenFolder {
  /** Absolute. */
  readonly path: string;
  /** Who chose it, for messages. */
  readonly by: "--dir" | "LOG_DIR" | "default";
}

/** The log folder: `--dir`, else `LOG_DIR`, else `app/logs`, from where the user called. */
export function chooseFolder(line: CommandLine, io: ProcessPlace): ChosenFolder {
  const asked = valueOf(line, "dir");
  if (asked !== undefined) return { path: fromCaller(asked, io), by: "--dir" };
  const fromEnv = io.env["LOG_DIR"];
  if (fromEnv !== undefined && fromEnv !== "")
    return { path: fromCaller(fromEnv, io), by: "LOG_DIR" };
  return { path: fromCaller(DEFAULT_FOLDER, io), by: "default" };
}

/** A path as the user typed it, made absolute. Where it is that already, he may stand in a folder that has gone. */
export function fromCaller(path: string, io: ProcessPlace): string {
  return isAbsolute(path) ? path : resolve(callerFolder(io), path);
}

/**
 * Where the user called from, and where relative paths count from. `pnpm --filter log-cli start` runs
 * us in our own package folder and leaves the user's in INIT_CWD. Anywhere else INIT_CWD may stem from
 * some other script far above us, and the working folder is what the user means.
 */
export function callerFolder(io: ProcessPlace): string {
  const initial = io.env["INIT_CWD"];
  if (initial === undefined || initial === "") return io.cwd;
  return realpathSync(io.cwd) === realpathSync(io.ownFolder) ? initial : io.cwd;
}
