import { existsSync, lstatSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import {
  addDays,
  formatDayFile,
  formatLink,
  formatLinkTarget,
  logRoot,
  parseLinkTarget,
  systemErrorCode,
  type DayFile,
} from "@org/log-core";

/** What there is under a link's name, besides a link's target and nothing. */
export const NOT_A_LINK: unique symbol = Symbol("not a link");

/** Begins anywhere: in two containers on one folder both processes may have the number 1. */
let temporaries: number = randomInt(2 ** 40);

/**
 * A name beside a link for what is to take its place. No other process or thread has it.
 */
export function temporaryLink(link: string): string {
  temporaries += 1;
  return `${link}.${process.pid}-${threadId}-${temporaries}.tmp`;
}

/** Whether a file's name is one that {@link temporaryLink} gives. */
export function isTemporaryLink(name: string): boolean {
  return /\.log\.\d+-\d+-\d+\.tmp$/.test(name);
}

/**
 * Points a log's link to a day file unless it already points to that or a newer one. Only a link is
 * ever replaced: a plain file under its name is somebody's copy and stays. Throws what the file system
 * throws, for example where links cannot be made.
 */
export function linkNewest(dir: string, file: DayFile): void {
  const link = join(dir, formatLink(file));
  const current = readLink(link);
  if (current === NOT_A_LINK) return;
  const target = formatLinkTarget(file);
  if (current === target || (current !== undefined && !isNewer(file, current))) return;
  // The first of its phone, unless another process was as fast: nothing has to be replaced.
  if (current === undefined && tryMakeLink(target, link)) return;
  replaceLink(target, link);
  // At midnight another process may have pointed it to the new day since we looked: its file, which was
  // there before its link, is seen now.
  const newer = nextFiles(file).find((next) => existsSync(join(dir, formatDayFile(next))));
  if (newer !== undefined) linkNewest(dir, newer);
}

/** Makes a symbolic link, at once or later. */
export type MakeLink = (target: string, path: string, done: (error: Error | null) => void) => void;

/**
 * The same for a file that has just been made, which is likely to be its log's first: makes the link
 * without looking, in the way given, and looks only where there is something under its name.
 */
export function linkNew(
  dir: string,
  file: DayFile,
  makeLink: MakeLink,
  done: (error: unknown) => void,
): void {
  makeLink(formatLinkTarget(file), join(dir, formatLink(file)), (error) => {
    if (systemErrorCode(error) !== "EEXIST") return done(error);
    try {
      linkNewest(dir, file);
    } catch (cause) {
      return done(cause);
    }
    done(null);
  });
}

/** The part of a file's day that the link of its log leads to, `undefined` if it leads elsewhere. */
export function newestPart(dir: string, file: DayFile): number | undefined {
  const target = readlinkOrNothing(join(dir, formatLink(file)));
  const linked = parseLinkTarget(logRoot(file.log), target);
  if (linked === undefined) return undefined;
  return formatLinkTarget({ ...file, part: linked.part }) === target ? linked.part : undefined;
}

function readlinkOrNothing(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // Whatever stands there or does not: nothing depends on it but a look at each part.
    return "";
  }
}

/** What a file of the same log that is newer would be called. */
function nextFiles(file: DayFile): DayFile[] {
  const { day, part } = file;
  return [
    { ...file, day: addDays(day, 1), part: 1 },
    { ...file, part: part + 1 },
  ];
}

function replaceLink(target: string, link: string): void {
  const temporary = temporaryLink(link);
  symlinkSync(target, temporary);
  try {
    renameSync(temporary, link);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Makes a link; false if there is something under its name by now. */
function tryMakeLink(target: string, link: string): boolean {
  try {
    symlinkSync(target, link);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Where a link points, `undefined` if there is nothing under the name. */
export function readLink(path: string): string | typeof NOT_A_LINK | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    switch (systemErrorCode(error)) {
      case "ENOENT":
        return undefined;
      case "EINVAL":
        return NOT_A_LINK;
      default:
        // Some systems name it otherwise; what stands there is looked at before anything is done.
        if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === false) {
          return NOT_A_LINK;
        }
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
