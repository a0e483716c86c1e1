import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { findNearbyFolder } from "../src/nearby-folder.ts";
import { fillFolder } from "./log-folder.ts";

function makeLogs(...path: string[]): string {
  const dir = join(...path);
  fillFolder(dir, [{ time: "2026-11-23T10:00:00.000Z" }]);
  return dir;
}

describe("findNearbyFolder", () => {
  test.each([
    ["of a folder above", "app/logs", "packages/bot/src"],
    ["of this folder under another name", "logs", "."],
    ["this folder itself", "app/logs", "app/logs"],
    ["the one this folder lies in", "app/logs", "app/logs/whatsapp"],
    ["of an app beside", "apps/bot/app/logs", "."],
    ["three levels down", "code/shop/bot/app/logs", "."],
  ])("finds the folder %s", (_, logs, from) => {
    const root = tempDir();
    const made = makeLogs(root, logs);
    mkdirSync(join(root, from), { recursive: true });
    expect(findNearbyFolder(join(root, from))).toBe(made);
  });

  test("above goes before below, and a near one before one deeper", () => {
    const root = tempDir();
    const deep = makeLogs(root, "work/a/b/app/logs");
    const near = makeLogs(root, "work/z/app/logs");
    expect(findNearbyFolder(join(root, "work"))).toBe(near);
    const above = makeLogs(root, "app/logs");
    expect(findNearbyFolder(join(root, "work"))).toBe(above);
    expect(deep).not.toBe(above);
  });

  test("does not look into hidden folders, dependencies, or for ever", () => {
    const root = tempDir();
    makeLogs(root, "node_modules/x/app/logs");
    makeLogs(root, ".cache/app/logs");
    makeLogs(root, "1/2/3/4/app/logs");
    expect(findNearbyFolder(root)).toBeUndefined();
  });

  test("looks at a bounded number of folders", () => {
    const root = tempDir();
    for (let at = 0; at < 450; at += 1) mkdirSync(join(root, `a${String(at).padStart(3, "0")}`));
    makeLogs(root, "z/app/logs");
    expect(findNearbyFolder(root)).toBeUndefined();
  });

  test("a folder named logs is not enough", () => {
    const root = tempDir();
    mkdirSync(join(root, "app/logs/whatsapp"), { recursive: true });
    expect(findNearbyFolder(root)).toBeUndefined();
    writeFileSync(join(root, "app/logs/layout.json"), "{}");
    expect(findNearbyFolder(root)).toBe(join(root, "app/logs"));
  });

  test("a folder that is not there has no neighbours below, and that is no error", () => {
    const root = tempDir();
    expect(findNearbyFolder(join(root, "gone"))).toBeUndefined();
  });
});
