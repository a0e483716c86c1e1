import { statfsSync } from "node:fs";
import { networkFileSystemName } from "@org/log-core";

/** The kind of network file system a folder is on, or `undefined` if it is local or cannot be told. */
export function networkFileSystem(dir: string): string | undefined {
  try {
    return networkFileSystemName(statfsSync(dir).type);
  } catch {
    // A folder that cannot be looked at fails where it is used, with a better message.
    return undefined;
  }
}
