import { statSync } from "node:fs";
import { onTestFinished } from "vitest";

/** Umasks that leave everything, take what they usually take, and take nearly everything. */
export const UMASKS = [0o000, 0o022, 0o077, 0o177] as const;

/** Sets the process's umask for the rest of the running test. */
export function withUmask(mask: number): void {
  const before = process.umask(mask);
  onTestFinished(() => void process.umask(before));
}

/** The mode of a file or folder, set-group-id bit included, as it is written: `2750`. */
export function modeOf(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}
