import { expect, test } from "vitest";
import { networkFileSystemName } from "../src/network-file-system.ts";

test.each([
  [0x6969, "NFS"],
  [0xff534d42, "CIFS"],
  [0xef53, undefined],
  [0, undefined],
])("%d is %s", (type, name) => {
  expect(networkFileSystemName(type)).toBe(name);
});
