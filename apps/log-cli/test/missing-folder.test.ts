import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { chooseFolder } from "../src/folder.ts";
import { missingFolderError } from "../src/missing-folder.ts";
import { lineOf } from "./command-lines.ts";
import { ioIn } from "./fake-io.ts";
import { fillFolder } from "./log-folder.ts";

function sentence(cwd: string, ...argv: string[]): string {
  const io = ioIn({ cwd });
  const error = missingFolderError(chooseFolder(lineOf("list", ...argv), io), io);
  expect(error.code).toBe("LOG_FOLDER_MISSING");
  return error.message;
}

test("names the folder looked for, and how to point to one", () => {
  const cwd = tempDir();
  expect(sentence(cwd)).toBe(
    `there is no log folder at ${cwd}/app/logs; none is near it either: a bot makes one when it ` +
      `starts; point to it with --dir FOLDER or LOG_DIR.`,
  );
});

test("names the nearest one, as it is to be typed from here", () => {
  const cwd = tempDir();
  fillFolder(join(cwd, "apps/demo-bot/app/logs"), [{ time: "2026-11-23T10:00:00.000Z" }]);
  expect(sentence(cwd)).toBe(
    `there is no log folder at ${cwd}/app/logs; the nearest one is apps/demo-bot/app/logs: add ` +
      `--dir apps/demo-bot/app/logs or set LOG_DIR.`,
  );
});

test("says where a folder came from that was asked for", () => {
  const cwd = tempDir();
  expect(sentence(cwd, "--dir", "x")).toContain(`${cwd}/x (from --dir);`);
});

test("quotes a path that a shell would divide", () => {
  const cwd = tempDir();
  fillFolder(join(cwd, "my bot's/app/logs"), [{ time: "2026-11-23T10:00:00.000Z" }]);
  expect(sentence(cwd)).toContain(String.raw`add --dir 'my bot'\''s/app/logs' or`);
});
