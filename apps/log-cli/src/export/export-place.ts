import { lstatSync, statSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import { LogError, systemErrorCode } from "@org/log-core";

/**
 * Refuses, before anything is read, a place where no export can go.
 * @throws {LogError} `LOG_EXPORT_EXISTS` for a file that may not be replaced; `LOG_EXPORT_FAILED` for
 * a folder that is not there, or something that is no file
 */
export function checkExportPlace(path: string, replace: boolean): void {
  if (lookAt(dirname(path), statSync)?.isDirectory() !== true) {
    throw new LogError(
      "LOG_EXPORT_FAILED",
      `there is no folder ${dirname(path)} to put the export into; make it first.`,
    );
  }
  if (lookAt(path, lstatSync) === undefined) return;
  // A device, a pipe or a folder is not to be replaced, whatever is asked for. A link to a file may.
  if (lookAt(path, statSync)?.isFile() === false) {
    throw new LogError("LOG_EXPORT_FAILED", `${path} is there and is not a file; name another.`);
  }
  if (!replace) throw exportExistsError(path);
}

/** The error for a file that is there already. */
function exportExistsError(path: string): LogError {
  return new LogError(
    "LOG_EXPORT_EXISTS",
    `${path} exists and is left as it is; name another file, or add --force to replace it.`,
  );
}

/** The error for an export that did not work out; the file system says why. */
export function exportFailedError(path: string, cause: unknown): LogError {
  if (systemErrorCode(cause) === "EEXIST") return exportExistsError(path);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LogError(
    "LOG_EXPORT_FAILED",
    `${path} could not be written, and nothing was left behind: ${reason}.`,
    { cause },
  );
}

function lookAt(path: string, look: (path: string) => Stats): Stats | undefined {
  try {
    return look(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "")) return undefined;
    throw exportFailedError(path, error);
  }
}
