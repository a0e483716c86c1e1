import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { checkExportPlace, exportFailedError } from "../../src/export/export-place.ts";

test("a free place, and with force a file or a link to one", () => {
  const dir = tempDir();
  writeFileSync(join(dir, "old.json"), "");
  symlinkSync("old.json", join(dir, "link.json"));
  symlinkSync("nowhere", join(dir, "broken.json"));
  expect(() => checkExportPlace(join(dir, "new.json"), false)).not.toThrow();
  for (const name of ["old.json", "link.json", "broken.json"]) {
    expect(() => checkExportPlace(join(dir, name), true)).not.toThrow();
  }
});

test("an existing file is refused, a link that points nowhere too", () => {
  const dir = tempDir();
  writeFileSync(join(dir, "old.json"), "");
  symlinkSync("nowhere", join(dir, "broken.json"));
  for (const name of ["old.json", "broken.json"]) {
    expect(() => checkExportPlace(join(dir, name), false)).toThrow(
      expect.objectContaining({
        code: "LOG_EXPORT_EXISTS",
        message: `${join(dir, name)} exists and is left as it is; name another file, or add --force to replace it.`,
      }),
    );
  }
});

test("what is no file is refused, force or not: a renamed file would take a device's place", () => {
  const dir = tempDir();
  mkdirSync(join(dir, "folder.json"));
  symlinkSync("/dev/null", join(dir, "device.json"));
  for (const name of ["folder.json", "device.json"]) {
    expect(() => checkExportPlace(join(dir, name), true)).toThrow(
      expect.objectContaining({
        code: "LOG_EXPORT_FAILED",
        message: expect.stringContaining("is not a file"),
      }),
    );
  }
});

test("a folder that is missing is named", () => {
  const dir = tempDir();
  writeFileSync(join(dir, "file"), "");
  for (const folder of ["gone", "file"]) {
    expect(() => checkExportPlace(join(dir, folder, "chat.json"), false)).toThrow(
      expect.objectContaining({
        code: "LOG_EXPORT_FAILED",
        message: `there is no folder ${join(dir, folder)} to put the export into; make it first.`,
      }),
    );
  }
});

test("a failure tells the system's reason and keeps it", () => {
  const cause = Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
  });
  const error = exportFailedError("/x/chat.json", cause);
  expect(error.message).toContain("no space left on device");
  expect(error.cause).toBe(cause);
});

test("a place taken meanwhile is a file that exists", () => {
  expect(exportFailedError("/x", Object.assign(new Error("x"), { code: "EEXIST" })).code).toBe(
    "LOG_EXPORT_EXISTS",
  );
});
