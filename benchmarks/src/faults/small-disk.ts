import { spawnSync } from "node:child_process";

/** A real file system of its own that can be given room. */
export interface SmallDisk {
  resize(kib: number): void;
  unmount(): void;
}

/** Why no file system can be mounted here; `undefined` if it can. */
export function whyNoMount(): string | undefined {
  if (process.platform !== "linux") return "needs Linux";
  // In a namespace of its own, so that trying leaves nothing behind.
  const { status } = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
  return status === 0 ? undefined : "needs the right to mount a small disk";
}

/** Mounts a tmpfs of the given size over a folder. */
export function mountSmallDisk(path: string, kib: number): SmallDisk {
  mount(["-t", "tmpfs", "-o", `size=${kib}k`, "tmpfs", path]);
  return {
    resize: (size) => mount(["-o", `remount,size=${size}k`, path]),
    unmount: () => void spawnSync("umount", ["-l", path]),
  };
}

function mount(args: readonly string[]): void {
  const { status, stderr } = spawnSync("mount", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`mount ${args.join(" ")}: ${stderr}`);
}
