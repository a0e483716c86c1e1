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

/**
 * The kind of network file system that Linux's number for a file system (`type` of `statfs`) stands
 * for, or `undefined` if it is local or not known.
 */
export function networkFileSystemName(type: number): string | undefined {
  return NETWORK_TYPES.get(type);
}
