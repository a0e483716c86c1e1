import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test, vi } from "vitest";

const fileSystemType = vi.hoisted(() => ({ value: undefined as number | undefined }));
vi.mock(import("node:fs"), async (original) => {
  const fs = await original();
  const statfsSync = ((path: string) => {
    const found = fs.statfsSync(path);
    return fileSystemType.value === undefined
      ? found
      : Object.assign(found, { type: fileSystemType.value });
  }) as typeof fs.statfsSync;
  return { ...fs, statfsSync };
});
const { networkFileSystem } = await import("../../src/folder/network-folder.ts");

test("a local folder is none, and neither is one that is not there", () => {
  fileSystemType.value = undefined;
  expect(networkFileSystem(tempDir())).toBeUndefined();
  expect(networkFileSystem(join(tempDir(), "missing"))).toBeUndefined();
});

// No network file system can be mounted here, so the system's answer is replaced.
test.each([
  [0x69_69, "NFS"],
  [0xff_53_4d_42, "CIFS"],
  [0xfe_53_4d_42, "SMB"],
])("type %i is %s", (type, kind) => {
  fileSystemType.value = type;
  expect(networkFileSystem(tempDir())).toBe(kind);
});
