import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { checkFileSystem } from "../../src/doctor/check-file-system.ts";
import { walkFolder } from "../../src/doctor/folder-tree.ts";

const NFS = 0x6969;
const EXT4 = 0xef53;

function check(files: readonly string[], type: number) {
  const dir = fileTree(Object.fromEntries(files.map((path) => [path, ""])));
  return checkFileSystem(dir, walkFolder(dir), type);
}

test("a local one is in order", () => {
  expect(check(["whatsapp/2026-11-23/555.log"], EXT4).status).toBe("ok");
});

test("a network one is in order with instances", () => {
  const finding = check(["whatsapp/2026-11-23/555~web1.log", "app/2026-11-23/app~web2.log"], NFS);
  expect(finding).toMatchObject({ status: "ok", summary: expect.stringContaining("NFS") });
});

test("a network one with files that have none is not", () => {
  const finding = check(["whatsapp/2026-11-23/555~web1.log", "app/2026-11-23/app.log"], NFS);
  expect(finding).toMatchObject({
    status: "attention",
    summary: expect.stringMatching(/on NFS, .* have no instance: app\/2026-11-23\/app\.log$/),
    remedy: expect.stringContaining("LOG_INSTANCE"),
  });
});
