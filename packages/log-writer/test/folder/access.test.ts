import { expect, test } from "vitest";
import { ACCESS_KINDS, ACCESS_MODES } from "../../src/folder/access.ts";

test("the modes are the documented ones", () => {
  const inOctal = ACCESS_KINDS.map((kind) => {
    const { folder, file } = ACCESS_MODES[kind];
    return [kind, folder.toString(8), file.toString(8)];
  });
  expect(inOctal).toEqual([
    ["private", "700", "600"],
    ["group", "2750", "640"],
    ["group-write", "2770", "660"],
  ]);
});
