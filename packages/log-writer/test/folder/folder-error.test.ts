import { expect, test } from "vitest";
import { folderError } from "../../src/folder/require-log-folder.ts";

test.each([
  ["EACCES", /\(EACCES\)\. Run this as the user who owns it\.$/],
  ["EROFS", /\(EROFS\)\. It is mounted read-only: /],
  ["EMFILE", /\(EMFILE\)\. There is no file descriptor left: .*ulimit -n/],
  ["EIO", /\(EIO\)\. The disk does not work: /],
  ["EPERM", /\(EPERM\)\. Run this as the user who owns it, .*lsattr/],
  ["ENOTDIR", /\(ENOTDIR\)\. It is no folder: /],
])("what to do about %s", (code, says) => {
  const error = folderError("logs", Object.assign(new Error(code), { code }));
  expect(error.code).toBe("LOG_FOLDER_UNREADABLE");
  expect(error.message).toMatch(says);
});
