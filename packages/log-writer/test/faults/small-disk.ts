import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { onTestFinished } from "vitest";

/** A real file system of its own that can be filled and given room. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly path: string;
  /** Where a bot logs on it; not made yet. */
  readonly dir: string;
  /** Takes up space until {@link SmallDisk.free}. */
  fill(kib: number): void;
  /** Gives back what {@link SmallDisk.fill} took. */
  free(): void;
  /** Changes its size. */
  resize(kib: number): void;
  /** Mounts it read-only, or read-write again. */
  setReadOnly(readOnly: boolean): void;
}

/** Whether this process may mount file systems; where it may not, tests that need one are skipped. */
export const canMount: boolean = tryMount();

/** Mounts a tmpfs of the given size for the running test. */
export function smallDisk(kib: number): SmallDisk {
  const path = join(tempDir(), "disk");
  mkdirSync(path);
  mount(["-t", "tmpfs", "-o", `size=${kib}k`, "tmpfs", path]);
  onTestFinished(() => void spawnSync("umount", ["-l", path]));
  const ballast = join(path, "ballast");
  return {
    path,
    dir: join(path, "logs"),
    fill: (size) => writeFileSync(ballast, Buffer.alloc(size * 1024)),
    free: () => rmSync(ballast, { force: true }),
    resize: (size) => mount(["-o", `remount,size=${size}k`, path]),
    setReadOnly: (readOnly) => mount(["-o", `remount,${readOnly ? "ro" : "rw"}`, path]),
  };
}

function mount(args: readonly string[]): void {
  const { status, stderr } = spawnSync("mount", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`mount ${args.join(" ")}: ${stderr}`);
}

function tryMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  // In its own namespace, so that trying leaves nothing behind.
  return spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
}
