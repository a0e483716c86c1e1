import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { callerFolder, chooseFolder } from "../src/folder.ts";
import { lineOf } from "./command-lines.ts";
import { ioIn } from "./fake-io.ts";

describe("which log folder", () => {
  test.each([
    ["--dir, from where the user is", ["--dir", "x"], { LOG_DIR: "y" }, ["x", "--dir"]],
    ["LOG_DIR", [], { LOG_DIR: "y" }, ["y", "LOG_DIR"]],
    ["app/logs", [], {}, ["app/logs", "default"]],
    ["app/logs with an empty LOG_DIR", [], { LOG_DIR: "" }, ["app/logs", "default"]],
  ] as const)("%s", (_, argv, env, [path, by]) => {
    const cwd = tempDir();
    expect(chooseFolder(lineOf("list", ...argv), ioIn({ cwd, env }))).toEqual({
      path: join(cwd, path),
      by,
    });
  });

  test("an absolute folder stays as it is", () => {
    const io = ioIn({ cwd: tempDir() });
    expect(chooseFolder(lineOf("list", "--dir", "/srv/logs"), io).path).toBe("/srv/logs");
  });

  test("an absolute folder does not ask where the user is: that folder may have been removed", () => {
    const io = { ...ioIn({ cwd: "" }), ownFolder: "/gone", cwd: "/gone", env: { INIT_CWD: "x" } };
    expect(chooseFolder(lineOf("list", "--dir", "/srv/logs"), io).path).toBe("/srv/logs");
  });
});

describe("where the user called from", () => {
  test("INIT_CWD, when pnpm runs us in our own folder", () => {
    const own = tempDir();
    expect(callerFolder({ cwd: own, ownFolder: own, env: { INIT_CWD: "/repo" } })).toBe("/repo");
  });

  test("the same through a link, and with a slash at the end", () => {
    const root = tempDir();
    mkdirSync(join(root, "own"));
    symlinkSync(join(root, "own"), join(root, "link"));
    const env = { INIT_CWD: "/repo" };
    expect(callerFolder({ cwd: join(root, "link"), ownFolder: `${join(root, "own")}/`, env })).toBe(
      "/repo",
    );
  });

  test("the working folder anywhere else, though a script above us left INIT_CWD", () => {
    const cwd = tempDir();
    expect(callerFolder({ cwd, ownFolder: tempDir(), env: { INIT_CWD: "/repo" } })).toBe(cwd);
  });

  test("the working folder without INIT_CWD", () => {
    const own = tempDir();
    expect(callerFolder({ cwd: own, ownFolder: own, env: {} })).toBe(own);
  });
});
