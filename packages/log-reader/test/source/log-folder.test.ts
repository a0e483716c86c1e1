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
