import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { onTestFinished, vi } from "vitest";

type Call =
  | "openSync"
  | "readSync"
  | "fstatSync"
  | "lstatSync"
  | "readFileSync"
  | "readdirSync"
  | "watch";

/**
 * Lets one call of the file system fail with an error code for paths that end in some way (for calls on
 * open files, always) until the test ends: root may read everything, so permissions alone prove nothing.
 */
export function failSystem(call: Call, code: string, ending = ""): void {
  const real = fs[call] as (...input: unknown[]) => unknown;
  vi.spyOn(fs, call).mockImplementation(((...input: unknown[]) => {
    if (typeof input[0] !== "number" && !String(input[0]).endsWith(ending)) return real(...input);
    throw Object.assign(new Error(`${code}: made to fail`), { code });
  }) as never);
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
}

/** Lets reads get no further than `bytes`, as on a disk with a bad sector: what would begin there fails. */
export function breakReadsAt(bytes: number, code: string): void {
  const real = fs.readSync as (...input: unknown[]) => number;
  vi.spyOn(fs, "readSync").mockImplementation((...input: unknown[]) => {
    const [descriptor, target, start, length, position] = input as [
      number,
      Buffer,
      number,
      number,
      number,
    ];
    if (position >= bytes) throw Object.assign(new Error(`${code}: made to fail`), { code });
    return real(descriptor, target, start, Math.min(length, bytes - position), position);
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
}
