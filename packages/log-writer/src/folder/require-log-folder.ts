import { statSync } from "node:fs";
import { resolve } from "node:path";
import {
  describeValue,
  LogError,
  SETTINGS_FILE,
  systemErrorCode,
  type FolderSettings,
} from "@org/log-core";
import { readSettings } from "./settings-store.ts";

/**
 * The settings of a folder that something is to be removed from.
 * @throws {LogError} `LOG_FOLDER_MISSING`, `LOG_FOLDER_UNREADABLE`, `LOG_FOLDER_FOREIGN` if it has no
 *   `layout.json`, `LOG_LAYOUT_INVALID`, `LOG_LAYOUT_NEWER`
 */
export function requireLogFolder(dir: string): FolderSettings {
  let settings: FolderSettings | undefined;
  try {
    statSync(dir);
    settings = readSettings(dir);
  } catch (error) {
    throw error instanceof LogError ? error : folderError(dir, error);
  }
  if (settings !== undefined) return settings;
  throw new LogError(
    "LOG_FOLDER_FOREIGN",
    `${describeValue(resolve(dir))} must be a log folder, but it has no ${SETTINGS_FILE}; nothing in ` +
      `it was changed. Give the folder that the bot writes to.`,
  );
}

/** The error for a log folder that the file system does not give access to. */
export function folderError(dir: string, cause: unknown): LogError {
  const shown = describeValue(resolve(dir));
  return systemErrorCode(cause) === "ENOENT"
    ? new LogError("LOG_FOLDER_MISSING", `There is no log folder ${shown}.`, { cause })
    : new LogError(
        "LOG_FOLDER_UNREADABLE",
        `The log folder ${shown} cannot be read or changed (${reasonOf(cause)}). ${adviceFor(cause)}`,
        { cause },
      );
}

function adviceFor(cause: unknown): string {
  switch (systemErrorCode(cause)) {
    case "ENOTDIR":
      return "It is no folder: give the one that the bot writes to.";
    case "EROFS":
      return "It is mounted read-only: run this where it can be written to.";
    case "EMFILE":
    case "ENFILE":
      return "There is no file descriptor left: run this again when there are, or raise the limit (ulimit -n).";
    case "EIO":
      return "The disk does not work: see the system's log, and run this again when it does.";
    case "EPERM":
      return "Run this as the user who owns it, and see that nothing protects it (lsattr).";
    default:
      return "Run this as the user who owns it.";
  }
}

function reasonOf(cause: unknown): string {
  const code = systemErrorCode(cause);
  if (code !== undefined) return code;
  return cause instanceof Error ? cause.message : String(cause);
}
