import { readdirSync } from "node:fs";

/** Descriptors that this process holds; `undefined` where the system does not tell. */
export function openDescriptors(): number | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    // Without the one that reads the list.
    return readdirSync("/proc/self/fd").length - 1;
  } catch {
    // None was left to look with.
    return undefined;
  }
}
