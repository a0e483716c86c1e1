import { closeSync, fsyncSync, openSync } from "node:fs";
import { systemErrorCode } from "@org/log-core";

/** What file systems answer that have no such call for folders. */
const NOT_OFFERED: ReadonlySet<string> = new Set(["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/** Puts on the platter which names are in a folder, where the system offers that (Windows does not). */
export function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } catch (error) {
    if (!NOT_OFFERED.has(systemErrorCode(error) ?? "")) throw error;
  } finally {
    closeSync(fd);
  }
}
