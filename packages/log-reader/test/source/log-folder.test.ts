import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { isLogError } from "@org/log-core";
import { fileTree, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { readFolderSettings } from "../../src/source/log-folder.ts";
import { failSystem } from "./failing-system.ts";

function errorOf(dir: string) {
  try {
    readFolderSettings(dir);
  } catch (error) {
    if (isLogError(error)) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("the settings of a folder", () => {
  test("are those of its layout.json", () => {
    const dir = fileTree({ "layout.json": '{"version":1,"timeZone":"UTC","retentionDays":false}' });
    expect(readFolderSettings(dir)).toEqual({ version: 1, timeZone: "UTC", retentionDays: false });
  });

  test("are defaults without one", () => {
    expect(readFolderSettings(tempDir()).retentionDays).toBe(30);
  });

  test("of a folder that is missing: an error that names it and says what to do", () => {
    const dir = join(tempDir(), "nowhere");
    const error = errorOf(dir);
    expect(error.code).toBe("LOG_FOLDER_MISSING");
    expect(error.message).toContain(dir);
    expect(error.context).toEqual({ dir });
  });

  test.skipIf(process.platform === "win32")(
    "where a pipe or a folder has the name of layout.json: an error at once, and no wait for the pipe's writer",
    () => {
      const dir = tempDir();
      execFileSync("mkfifo", [join(dir, "layout.json")]);
      expect(errorOf(dir)).toMatchObject({
        code: "LOG_LAYOUT_INVALID",
        message: expect.stringContaining(`${join(dir, "layout.json")} must be a file`),
      });
      expect(errorOf(fileTree({ "layout.json/x": "" })).code).toBe("LOG_LAYOUT_INVALID");
    },
  );

  test("that make no sense: an error that names the file", () => {
    const dir = fileTree({ "layout.json": "{" });
    const error = errorOf(dir);
    expect(error.code).toBe("LOG_LAYOUT_INVALID");
    expect(error.message).toMatch(`${join(dir, "layout.json")}: layout.json must be an object`);
  });

  test("of a folder that cannot be read: an error that names it and keeps its cause", () => {
    const dir = fileTree({ "layout.json": "{}" });
    failSystem("readFileSync", "EACCES", "layout.json");
    const error = errorOf(dir);
    expect(error.code).toBe("LOG_FOLDER_UNREADABLE");
    expect(error.message).toMatch(/EACCES/);
    expect(error.message).toContain(dir);
    expect(error.cause).toMatchObject({ code: "EACCES" });
  });
});
