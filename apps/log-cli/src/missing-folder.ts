import { relative } from "node:path";
import { LogError } from "@org/log-core";
import { callerFolder, type ChosenFolder } from "./folder.ts";
import type { Io } from "./io.ts";
import { findNearbyFolder } from "./nearby-folder.ts";

/** The error for a log folder that is not there: where it was looked for, and where to look instead. */
export function missingFolderError(folder: ChosenFolder, io: Io): LogError {
  const from = callerFolder(io);
  const nearby = findNearbyFolder(from);
  const asked = folder.by === "default" ? "" : ` (from ${folder.by})`;
  return new LogError(
    "LOG_FOLDER_MISSING",
    `there is no log folder at ${folder.path}${asked}; ${hint(nearby, from)}.`,
    { context: { folder: folder.path, nearby: nearby ?? null } },
  );
}

function hint(nearby: string | undefined, from: string): string {
  if (nearby === undefined) {
    return "none is near it either: a bot makes one when it starts; point to it with --dir FOLDER or LOG_DIR";
  }
  const path = quote(relative(from, nearby) || ".");
  return `the nearest one is ${path}: add --dir ${path} or set LOG_DIR`;
}

/** As a shell takes it: the hint is there to be copied. */
function quote(path: string): string {
  return /^[\w./@%+,:-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
