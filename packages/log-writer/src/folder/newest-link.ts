import { lstatSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import {
  formatLink,
  formatLinkTarget,
  logRoot,
  parseLinkTarget,
  systemErrorCode,
  type DayFile,
} from "@org/log-core";

let temporaries = 0;

/**
 * Points a log's link to a day file unless it already points to that or a newer one. Only a link is
 * ever replaced: a plain file under its name is somebody's copy and stays. Throws what the file system
 * throws, for example where links cannot be made.
 */
export function linkNewest(dir: string, file: DayFile): void {
  const link = join(dir, formatLink(file));
  const current = readLink(link);
  if (current === "not a link") return;
  const target = formatLinkTarget(file);
  if (current === target || (current !== undefined && !isNewer(file, current))) return;
  temporaries += 1;
  const temporary = `${link}.${process.pid}-${temporaries}.tmp`;
  symlinkSync(target, temporary);
  try {
    renameSync(temporary, link);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Where a link points, `undefined` if there is nothing under the name. */
export function readLink(path: string): string | "not a link" | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    switch (systemErrorCode(error)) {
      case "ENOENT":
        return undefined;
      case "EINVAL":
        return "not a link";
      default:
        // Some systems name it otherwise; what stands there is looked at before anything is done.
        if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === false)
          return "not a link";
        throw error;
    }
  }
}

function isNewer(file: DayFile, currentTarget: string): boolean {
  const current = parseLinkTarget(logRoot(file.log), currentTarget);
  // A link to something that is no day file of ours leads nowhere useful.
  if (current === undefined) return true;
  return file.day > current.day || (file.day === current.day && file.part > current.part);
}
