import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  DEFAULT_RETENTION_DAYS,
  FORMAT_VERSION,
  LogError,
  parseFolderSettings,
  SETTINGS_FILE,
  systemErrorCode,
  systemTimeZone,
  type FolderSettings,
} from "@org/log-core";

/**
 * What a log folder says of itself; a folder without `layout.json` has the system's zone and the
 * default retention.
 * @throws {LogError} `LOG_FOLDER_MISSING`, `LOG_FOLDER_UNREADABLE`, `LOG_LAYOUT_INVALID`,
 *   `LOG_LAYOUT_NEWER`
 */
export function readFolderSettings(dir: string): FolderSettings {
  const text = readSettingsFile(dir);
  if (text !== undefined) return parseFolderSettings(text);
  requireFolder(dir);
  return Object.freeze({
    version: FORMAT_VERSION,
    timeZone: systemTimeZone(),
    retentionDays: DEFAULT_RETENTION_DAYS,
  });
}

/** The error for a folder that is there and does not let itself be read. */
export function unreadableFolder(dir: string, cause: unknown): LogError {
  const code = systemErrorCode(cause) ?? "unknown error";
  return new LogError(
    "LOG_FOLDER_UNREADABLE",
    `The log folder ${dir} must be a folder that this user may read, but reading it failed with ` +
      `${code}. Check its path and permissions, or run as the user the bot runs as.`,
    { cause, context: { dir } },
  );
}

function readSettingsFile(dir: string): string | undefined {
  try {
    return readFileSync(join(dir, SETTINGS_FILE), "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw unreadableFolder(dir, error);
  }
}

function requireFolder(dir: string): void {
  try {
    statSync(dir);
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw unreadableFolder(dir, error);
    throw new LogError(
      "LOG_FOLDER_MISSING",
      `The log folder ${dir} does not exist. Give the folder the bot writes to, or start the bot ` +
        `first: it makes the folder.`,
      { cause: error, context: { dir } },
    );
  }
}
