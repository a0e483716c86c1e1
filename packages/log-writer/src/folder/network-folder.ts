import { statfsSync } from "node:fs";

/** `f_type` of file systems on which two hosts' appends overwrite each other. */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xfe534d42, "SMB"],
  [0xff534d42, "CIFS"],
  [0x01021997, "9P"],
  [0x00c36400, "Ceph"],
  [0x5346414f, "AFS"],
]);

/** The kind of network file system a folder is on, or `undefined` if it is local or cannot be told. */
export function networkFileSystem(dir: string): string | undefined {
  try {
    return NETWORK_TYPES.get(statfsSync(dir).type);
  } catch {
    // A folder that cannot be looked at fails where it is used, with a better message.
    return undefined;
  }
}
