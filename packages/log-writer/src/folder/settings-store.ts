import { linkSync, renameSync, rmSync, statSync } from "node:fs";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import {
  formatFolderSettings,
  GITIGNORE_FILE,
  LogError,
  parseFolderSettings,
  SETTINGS_FILE,
  systemErrorCode,
  type FolderSettings,
} from "@org/log-core";
import { makeFile } from "./make-file.ts";
import { readOwnFile } from "./read-own-file.ts";

/**
 * The settings of a folder, or `undefined` if it has none yet.
 * @throws {LogError} `LOG_LAYOUT_INVALID`, `LOG_LAYOUT_NEWER`; what the file system throws
 */
export function readSettings(dir: string): FolderSettings | undefined {
  const text = readOwnFile(join(dir, SETTINGS_FILE));
  if (text === undefined) return undefined;
  try {
    return parseFolderSettings(text);
  } catch (error) {
    throw error instanceof LogError ? inFolder(error, dir) : error;
  }
}

/**
 * Writes the settings of a folder that has none and returns the ones it has then: of several writers
 * that start at once, one's are taken by all. A reader never sees half of the file.
 */
export function createSettings(
  dir: string,
  settings: FolderSettings,
  fileMode: number,
): FolderSettings {
  // First, so that there is no moment in which customer data can be added to a repository.
  makeUnlessThere(join(dir, GITIGNORE_FILE), "*\n", fileMode);
  const temporary = writeTemporary(dir, settings, fileMode);
  try {
    linkSync(temporary, join(dir, SETTINGS_FILE));
  } catch (error) {
    // EEXIST: another writer was first. Anything else: no hard links here, so the plain way it is.
    if (systemErrorCode(error) !== "EEXIST") {
      makeUnlessThere(join(dir, SETTINGS_FILE), formatFolderSettings(settings), fileMode);
    }
  } finally {
    rmSync(temporary, { force: true });
  }
  return readSettings(dir) ?? settings;
}

/**
 * Replaces the settings of a folder, whole, keeping the file's mode. Callers hold the lock of
 * {@link withSettingsLock}.
 */
export function replaceSettings(dir: string, settings: FolderSettings): void {
  const path = join(dir, SETTINGS_FILE);
  const mode = statSync(path).mode & 0o777;
  const temporary = writeTemporary(dir, settings, mode);
  try {
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A lock this old belongs to a process that died with it: changing the settings takes a millisecond. */
const STALE_LOCK_MS = 10_000;
const LOCK_TRIES = 50;
const LOCK_PAUSE_MS = 2;
const LOCK_MODE = 0o600;

/**
 * Runs a change of the settings while no other process makes one.
 * @returns what the change returns, or `undefined` if the lock could not be had in 0.1 s
 */
export function withSettingsLock<Result>(dir: string, change: () => Result): Result | undefined {
  const lock = join(dir, `${SETTINGS_FILE}.lock`);
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    if (tryLock(lock)) {
      try {
        return change();
      } finally {
        rmSync(lock, { force: true });
      }
    }
    Atomics.wait(SLEEPER, 0, 0, LOCK_PAUSE_MS);
  }
  return undefined;
}

const SLEEPER: Int32Array = new Int32Array(new SharedArrayBuffer(4));

function tryLock(lock: string): boolean {
  try {
    makeFile(lock, "", LOCK_MODE);
    return true;
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") throw error;
  }
  try {
    if (Date.now() - statSync(lock).mtimeMs > STALE_LOCK_MS) rmSync(lock, { force: true });
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw error;
  }
  return false;
}

/** Begins anywhere: in two containers on one folder both processes may have the number 1. */
let temporaries: number = randomInt(2 ** 40);

function writeTemporary(dir: string, settings: FolderSettings, mode: number): string {
  temporaries += 1;
  const own = `${process.pid}-${threadId}-${temporaries}-${Date.now()}`;
  const path = join(dir, `.${SETTINGS_FILE}.${own}.tmp`);
  makeFile(path, formatFolderSettings(settings), mode);
  return path;
}

/** Somebody's own file under the name stays as it is. */
function makeUnlessThere(path: string, text: string, mode: number): void {
  try {
    makeFile(path, text, mode);
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") throw error;
  }
}

function inFolder(error: LogError, dir: string): LogError {
  return new LogError(error.code, `${join(dir, SETTINGS_FILE)}: ${error.message}`, {
    cause: error.cause,
    context: error.context,
  });
}
