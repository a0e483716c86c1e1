import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, realpathSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { probe } from "../../src/source/file-probe.ts";
import { openLogFile, openPlainFile } from "../../src/source/log-file.ts";
import { failSystem } from "./failing-system.ts";

function opened(path: string) {
  const result = openLogFile(path);
  if (result.kind !== "open") throw new Error(result.kind);
  return result.file;
}

test("a file is read from any place, and knows its size when it was opened", () => {
  const path = join(fileTree({ log: "01234567" }), "log");
  const file = opened(path);
  const target = Buffer.alloc(4);
  appendFileSync(path, "89");
  expect(file.bytes).toBe(8);
  expect(file.read(target, 8)).toBe(2);
  expect(target.toString("latin1", 0, 2)).toBe("89");
  expect(file.read(target, 10)).toBe(0);
  file.close();
  file.close();
  expect(file.read(target, 0)).toBe(0);
});

test("opened as what was seen to be plain, its size is that of when it is first asked for", () => {
  const path = join(fileTree({ log: "01234567" }), "log");
  const result = openPlainFile(path);
  if (result.kind !== "open") throw new Error(result.kind);
  appendFileSync(path, "89");
  expect(result.file.bytes).toBe(10);
  appendFileSync(path, "x");
  expect(result.file.bytes).toBe(10);
  result.file.close();
  expect(result.file.bytes).toBe(0);
});

test("a file or folder that is not there has gone", () => {
  const dir = fileTree({ log: "" });
  expect(openLogFile(join(dir, "other")).kind).toBe("gone");
  expect(openLogFile(join(dir, "log/below")).kind).toBe("gone");
});

test("a folder, a link, a pipe and a socket are foreign, and the pipe does not block", async () => {
  const dir = fileTree({ log: "x" });
  symlinkSync("log", join(dir, "link"));
  expect(openLogFile(dir).kind).toBe("foreign");
  if (process.platform === "win32") return;
  expect(openLogFile(join(dir, "link")).kind).toBe("foreign");
  execFileSync("mkfifo", [join(dir, "pipe")]);
  expect(openLogFile(join(dir, "pipe")).kind).toBe("foreign");
  const server = createServer().listen(join(dir, "socket"));
  await once(server, "listening");
  expect(openLogFile(join(dir, "socket")).kind).toBe("foreign");
  server.close();
});

test.each(["EACCES", "EMFILE", "EIO"])("what fails with %s is unreadable", (code) => {
  const dir = fileTree({ log: "x" });
  failSystem("openSync", code);
  expect(openLogFile(join(dir, "log"))).toEqual({ kind: "unreadable", code });
});

test.skipIf(process.platform === "win32").each([
  ["opening", openLogFile],
  ["looking at", probe],
])("%s a pipe does not keep Node from finding modules behind links afterwards", (_, look) => {
  const dir = realpathSync(
    fileTree({ "real/a.cjs": "", "real/b.cjs": "module.exports = __filename" }),
  );
  symlinkSync("real", join(dir, "link"));
  execFileSync("mkfifo", [join(dir, "pipe")]);
  const load = createRequire(join(dir, "main.cjs"));
  load("./real/a.cjs");
  look(join(dir, "pipe"));
  expect(load("./link/b.cjs")).toBe(join(dir, "real/b.cjs"));
});
