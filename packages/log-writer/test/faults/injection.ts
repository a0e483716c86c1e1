import { spawnSync } from "node:child_process";

/** Whether a process's system calls can be watched and changed; where not, tests that need it are skipped. */
export const canTrace: boolean =
  spawnSync("strace", ["-qq", "-e", "trace=none", "true"]).status === 0;

/**
 * What a process is run under so that some of its system calls end as `injection` says, in strace's
 * words: `fdatasync:error=EIO`. With paths only those calls are counted and changed that are about them.
 */
export function injecting(injection: string, ...paths: readonly string[]): string[] {
  const about = paths.flatMap((path) => ["-P", path]);
  return ["strace", "-f", "-qq", "-o", "/dev/null", ...about, "-e", `inject=${injection}`];
}
