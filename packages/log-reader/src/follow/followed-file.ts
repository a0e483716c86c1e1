import type { Stats } from "node:fs";
import type { PlannedFile } from "../plan/planned-file.ts";

/** What tells one file from another of the same name. */
export type FileIdentity = Pick<Stats, "ino" | "birthtimeMs">;

/** How far a file has been read. */
export interface FollowedFile {
  readonly planned: PlannedFile;
  /** Everything before it has been read or was there at the start. */
  position: number;
  /** Whether a line begins at {@link position}; a file that was there at the start may end within one. */
  isAtLine: boolean;
  /** Whether {@link position} lies in a line that is too long to be held. */
  isPassingOver: boolean;
  /** Its size when it was last looked at. */
  bytes: number;
  /** `undefined` until it was looked at. */
  identity: FileIdentity | undefined;
  /** Its first bytes as they were last seen; no more than a few. */
  head: string;
  /** Whether it was found that it cannot be read. */
  isNoted: boolean;
}

/** A file of which everything is still to be read. */
export function newFile(planned: PlannedFile): FollowedFile {
  return {
    planned,
    position: 0,
    isAtLine: true,
    isPassingOver: false,
    bytes: 0,
    identity: undefined,
    head: "",
    isNoted: false,
  };
}

/** A file of which only what is appended from now on is to be read. */
export function oldFile(planned: PlannedFile, stats: Stats): FollowedFile {
  const { size, ino, birthtimeMs } = stats;
  const identity = { ino, birthtimeMs };
  return { ...newFile(planned), position: size, isAtLine: size === 0, bytes: size, identity };
}

/** Begins a file again: it is another one now, or was cut. */
export function restart(file: FollowedFile): void {
  file.position = 0;
  file.isAtLine = true;
  file.isPassingOver = false;
  file.head = "";
}

/**
 * Whether a file is not the one that was looked at before, as far as the system tells. Numbers of
 * removed files are given to new ones at once, so the time of birth has its say.
 */
export function isOtherFile({ identity }: FollowedFile, stats: FileIdentity): boolean {
  if (identity === undefined) return false;
  return identity.ino !== stats.ino || identity.birthtimeMs !== stats.birthtimeMs;
}

/** Whether a file that begins with `now` can be one that began with `before`: lines are erased with spaces. */
export function canContinue(before: string, now: string): boolean {
  if (now.length < before.length) return false;
  for (let at = 0; at < before.length; at += 1) {
    if (now[at] !== before[at] && now[at] !== " ") return false;
  }
  return true;
}
