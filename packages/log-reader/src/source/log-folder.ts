import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  DEFAULT_RETENTION_DAYS,
  FORMAT_VERSION,
  isLogError,
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
  if (text !== undefined) return parseSettings(text, dir);
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

/** @throws {LogError} that says in which folder, since several may be in use */
function parseSettings(text: string, dir: string): FolderSettings {
  try {
    return parseFolderSettings(text);
  } catch (error) {
    if (!isLogError(error)) throw error;
    const { code, message, cause, context } = error;
    throw new LogError(code, `${join(dir, SETTINGS_FILE)}: ${message}`, { cause, context });
  }
}

function readSettingsFile(dir: string): string | undefined {
  const path = join(dir, SETTINGS_FILE);
  try {
    // Reading a pipe or a device that somebody put here would never end.
    if (!statSync(path).isFile()) throw notAFile(path);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isLogError(error)) throw error;
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw unreadableFolder(dir, error);
  }
}

function notAFile(path: string): LogError {
  return new LogError(
    "LOG_LAYOUT_INVALID",
    `${path} must be a file, but it is something else. Move it away; the logs beside it are not affected.`,
  );
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
